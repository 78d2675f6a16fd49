package org.stn4j.train.paper;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.stn4j.data.Batch;
import org.stn4j.data.BatchLoader;
import org.stn4j.data.LoaderPlan;
import org.stn4j.data.street.NumberLabels;
import org.stn4j.data.street.StreetScene;
import org.stn4j.nn.Network;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.torch.Torch;
import org.stn4j.nn.torch.learn.SequenceLearner;
import org.stn4j.train.Machine;
import org.stn4j.train.Outcome;
import org.stn4j.train.Provenance;
import org.stn4j.train.TrainingOptions;
import org.stn4j.train.Versions;

/**
 * Steps of a network with transformers in turn with those of the same one without; the figure is how much longer they
 * take, by the medians.
 *
 * @param pictures what is read
 * @param without the network without transformers
 * @param with the same one with them
 * @param recipe how large the steps are
 * @param rounds how many steps of each are measured, at least 1
 */
record StreetTime(Pictures pictures, Network without, Network with, Recipe recipe, int rounds) implements Experiment {
    private static final int WARM_UP = 5;

    @Override
    public PaperData.Source source() {
        return pictures.source();
    }

    @Override
    public Network network() {
        return recipe.adapt(with);
    }

    @Override
    public Optional<Measurement> run(Attempt attempt) throws IOException {
        String started = Provenance.now();
        TrainingOptions options = recipe.options(attempt.seed(), attempt.limits());
        Torch.setThreads(options.processors());
        double[] plainSeconds = new double[rounds];
        double[] otherSeconds = new double[rounds];
        StreetScene scene = scene();
        LoaderPlan plan = LoaderPlan.shuffled(options.batchSize(), attempt.seed(), 1);
        long begin = System.nanoTime();
        try (BatchLoader loader = new BatchLoader(pictures.open(attempt.data()).validation(), scene, plan);
                SequenceLearner plain = learner(recipe.adapt(without), options);
                SequenceLearner other = learner(network(), options)) {
            for (int round = -WARM_UP; round < rounds; round++) {
                if (attempt.stop().getAsBoolean()) {
                    return Optional.empty();
                }
                loader.startAt(round + WARM_UP, 0);
                Batch batch = loader.next();
                double ofPlain = seconds(plain, batch, options);
                double ofOther = seconds(other, batch, options);
                if (round >= 0) {
                    plainSeconds[round] = ofPlain;
                    otherSeconds[round] = ofOther;
                }
            }
        }
        return Optional.of(new Measurement(
                figures(median(otherSeconds), median(plainSeconds), (System.nanoTime() - begin) / 1e9),
                provenance(attempt, options, started),
                List.of()));
    }

    private StreetScene scene() {
        return new StreetScene(with.input().height());
    }

    private static SequenceLearner learner(Network network, TrainingOptions options) {
        return new SequenceLearner(
                network,
                Preprocessing.none(network.input().channels()),
                options.learning(),
                NumberLabels.PLACES,
                options.device(),
                options.seed());
    }

    private static double seconds(SequenceLearner learner, Batch batch, TrainingOptions options) {
        int[] answers = NumberLabels.answers(batch.labels(), batch.size());
        long begin = System.nanoTime();
        learner.step(batch.images(), answers, batch.size(), options.learningRate(), false);
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double median(double[] seconds) {
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private Figures figures(double other, double plain, double seconds) {
        return new Figures(
                100 * (other / plain - 1),
                (int) Math.round(1000 * other),
                (int) Math.round(1000 * plain),
                0,
                0,
                0,
                0,
                false,
                seconds);
    }

    private Provenance provenance(Attempt attempt, TrainingOptions options, String started) throws IOException {
        int pictures = pictures().open(attempt.data()).validation().size();
        return new Provenance(
                Versions.current(),
                attempt.command(),
                started,
                Provenance.now(),
                Outcome.COMPLETED.word(),
                new Provenance.Data(pictures().name(attempt.data()), scene().name(), pictures, 0, 0),
                network().name(),
                network().parameterCount(),
                options,
                Torch.versions(),
                Machine.current());
    }
}
