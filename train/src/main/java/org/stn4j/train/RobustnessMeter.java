package org.stn4j.train;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.stn4j.data.Dataset;
import org.stn4j.data.Distortion;
import org.stn4j.data.ImageShape;
import org.stn4j.nn.Network;
import org.stn4j.nn.Summary;
import org.stn4j.nn.torch.learn.Predictor;
import org.stn4j.warp.Affine;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Padding;
import org.stn4j.warp.Warp;
import org.stn4j.warp.WarpBatch;

/**
 * Measures {@link Robustness} on images of a data set, spread over its classes.
 *
 * <p>The images are those of an {@link Evaluator}, changed once more; their borders are continued outwards, so that no
 * false edges come in.
 */
final class RobustnessMeter {
    /** Multiplications with a weight that are worth it, and so the number of images. */
    private static final double EFFORT = 2e11;

    private static final int FEWEST_IMAGES = 60;
    private static final int MOST_IMAGES = 500;

    /** Numbers that are held in memory, twice. */
    private static final int MOST_VALUES = 20_000_000;

    private static final int BATCH = 100;

    private static final double[] ANGLES =
            IntStream.rangeClosed(-12, 12).mapToDouble(i -> 15 * i).toArray();
    private static final double[] SHIFTS = {0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4};
    private static final double[] SCALES = {0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.4, 1.6, 1.8, 2};

    private final ImageShape shape;
    private final float[] images;
    private final int[] labels;
    private final Warp warp;

    RobustnessMeter(Dataset data, Distortion distortion, int count) {
        this.shape = distortion.output(data.shape());
        List<Integer> chosen = new Views(data, distortion).spread(count);
        this.labels = chosen.stream().mapToInt(data::label).toArray();
        this.images = Evaluator.draw(data, distortion, chosen);
        this.warp = new Warp(
                new Affine(), new Geometry(shape.size(), shape.size(), false), Interpolation.BILINEAR, Padding.BORDER);
    }

    /** How many images a network can be measured on without anybody having to wait long. */
    static int usualImages(Network network) {
        int changes = 2 * (ANGLES.length + SHIFTS.length + SCALES.length);
        double images = EFFORT / changes / Math.max(1, Summary.of(network).multiplyAdds());
        double useful = Math.max(FEWEST_IMAGES, Math.min(MOST_IMAGES, images));
        return (int) Math.max(
                1, Math.min(useful, (double) MOST_VALUES / network.input().values()));
    }

    /**
     * So many images, if they can be held in memory.
     *
     * @throws IllegalArgumentException if they cannot; the message says how many can
     */
    static int possibleImages(Network network, int wanted) {
        int most = Math.max(1, MOST_VALUES / network.input().values());
        if (wanted > most) {
            throw new IllegalArgumentException(
                    "robustness is measured on at most " + most + " images of " + network.input() + ", not " + wanted);
        }
        return wanted;
    }

    /**
     * Measures a network.
     *
     * @param switchedOff the same with its transformers as the identity; null if it has none
     */
    Robustness measure(Predictor network, Predictor switchedOff) {
        Contestant whole = new Contestant(network);
        Contestant without = switchedOff == null ? null : new Contestant(switchedOff);
        return new Robustness(
                labels.length,
                curve(ANGLES, Disturbance::turned, whole, without),
                curve(SHIFTS, Disturbance::shifted, whole, without),
                curve(SCALES, Disturbance::scaled, whole, without));
    }

    private List<Robustness.Point> curve(
            double[] strengths, DoubleFunction<Disturbance> change, Contestant whole, Contestant without) {
        return DoubleStream.of(strengths)
                .mapToObj(strength -> {
                    float[] changed = changed(change.apply(strength));
                    return new Robustness.Point(
                            strength, whole.answers(changed), without == null ? null : without.answers(changed));
                })
                .toList();
    }

    private float[] changed(Disturbance change) {
        if (change.isNone()) {
            return images;
        }
        float[] theta = new float[6 * labels.length];
        for (int i = 0; i < labels.length; i++) {
            System.arraycopy(change.theta(shape.size(), i), 0, theta, 6 * i, 6);
        }
        float[] changed = new float[images.length];
        warp.forward(
                new WarpBatch(labels.length, shape.channels(), FloatBuffer.wrap(images), FloatBuffer.wrap(theta)),
                FloatBuffer.wrap(changed));
        return changed;
    }

    /** A network and what it takes the unchanged images for. */
    private final class Contestant {
        private final Predictor network;
        private final int[] unchanged;

        Contestant(Predictor network) {
            this.network = network;
            this.unchanged = classes(images);
        }

        Robustness.Answers answers(float[] changed) {
            int[] answers = classes(changed);
            int right = 0;
            int same = 0;
            for (int i = 0; i < answers.length; i++) {
                right += answers[i] == labels[i] ? 1 : 0;
                same += answers[i] == unchanged[i] ? 1 : 0;
            }
            return new Robustness.Answers((double) right / answers.length, (double) same / answers.length);
        }

        private int[] classes(float[] pictures) {
            List<Integer> classes = new ArrayList<>();
            float[] batch = new float[Math.min(BATCH, labels.length) * shape.values()];
            for (int first = 0; first < labels.length; first += BATCH) {
                int size = Math.min(BATCH, labels.length - first);
                System.arraycopy(pictures, first * shape.values(), batch, 0, size * shape.values());
                float[] logits = network.logits(batch, size);
                int outputs = logits.length / size;
                for (int i = 0; i < size; i++) {
                    classes.add(Scores.best(logits, i * outputs, outputs));
                }
            }
            return classes.stream().mapToInt(i -> i).toArray();
        }
    }
}
