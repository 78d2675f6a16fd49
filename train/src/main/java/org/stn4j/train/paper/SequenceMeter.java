package org.stn4j.train.paper;

import java.util.Arrays;
import org.stn4j.data.Batch;
import org.stn4j.data.BatchLoader;
import org.stn4j.data.Dataset;
import org.stn4j.data.Distortion;
import org.stn4j.data.LoaderPlan;
import org.stn4j.data.street.NumberLabels;
import org.stn4j.nn.Engine;
import org.stn4j.train.Evaluator;
import org.stn4j.train.Scores;

/**
 * Measures how many numbers are read wrongly, on the draw of pictures that an {@link Evaluator} makes.
 *
 * <p>Starts threads that prepare pictures; they end when it is closed.
 */
final class SequenceMeter implements AutoCloseable {
    private static final int BATCH = 100;

    private final BatchLoader loader;

    SequenceMeter(Dataset numbers, Distortion distortion, int threads) {
        this.loader = new BatchLoader(numbers, distortion, LoaderPlan.sequential(BATCH, Evaluator.DRAW, threads));
    }

    /**
     * What some pictures came to.
     *
     * @param loss sum over the pictures of the mean cross entropy of their places, in nats
     * @param wrong numbers of which at least one place was wrong
     * @param numbers how many there were
     */
    record Counts(double loss, int wrong, int numbers) {
        private Counts plus(Counts other) {
            return new Counts(loss + other.loss, wrong + other.wrong, numbers + other.numbers);
        }
    }

    /** Measures a network on all pictures. */
    Counts measure(Engine network) {
        Counts counts = new Counts(0, 0, 0);
        loader.startAt(0, 0);
        while (loader.hasNext()) {
            Batch batch = loader.next();
            int[] answers = NumberLabels.answers(batch.labels(), batch.size());
            counts = counts.plus(count(network.logits(batch.images(), batch.size()), answers, batch.size()));
        }
        return counts;
    }

    /**
     * Counts the numbers of a batch.
     *
     * @param logits {@code [size, places, answers]}
     * @param answers the right ones, {@code [size, places]}
     */
    static Counts count(float[] logits, int[] answers, int size) {
        double loss = 0;
        int wrong = 0;
        for (int number = 0; number < size; number++) {
            int from = number * NumberLabels.PLACES;
            for (int place = from; place < from + NumberLabels.PLACES; place++) {
                loss += crossEntropy(logits, place, answers[place]) / NumberLabels.PLACES;
            }
            wrong += Arrays.equals(best(logits, number), Arrays.copyOfRange(answers, from, from + NumberLabels.PLACES))
                    ? 0
                    : 1;
        }
        return new Counts(loss, wrong, size);
    }

    /** The likeliest answer of each place of a number. */
    static int[] best(float[] logits, int number) {
        int[] best = new int[NumberLabels.PLACES];
        for (int place = 0; place < best.length; place++) {
            int from = (number * NumberLabels.PLACES + place) * NumberLabels.ANSWERS;
            best[place] = Scores.best(logits, from, NumberLabels.ANSWERS);
        }
        return best;
    }

    /** How likely the likeliest answers of a number are, all together. */
    static double certainty(float[] logits, int number) {
        int[] best = best(logits, number);
        double sum = 0;
        for (int place = 0; place < best.length; place++) {
            sum += crossEntropy(logits, number * NumberLabels.PLACES + place, best[place]);
        }
        return Math.exp(-sum);
    }

    private static double crossEntropy(float[] logits, int place, int answer) {
        return Scores.crossEntropy(logits, place * NumberLabels.ANSWERS, NumberLabels.ANSWERS, answer);
    }

    @Override
    public void close() {
        loader.close();
    }
}
