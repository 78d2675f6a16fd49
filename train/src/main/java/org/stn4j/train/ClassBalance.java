package org.stn4j.train;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.stn4j.data.Dataset;

/**
 * How many images each class has, and how much each of them counts in the loss.
 *
 * <p>With a balance of β an image of a class with n images counts in proportion to {@code n^-β}: 0 leaves all images
 * alike, 1 makes all classes alike, however many images they have. The mean over the images is 1, so that the learning
 * rate keeps its meaning.
 */
final class ClassBalance {
    /** A difference in numbers beyond which rare classes are easily never learned. */
    private static final int UNEVEN = 10;

    private final Dataset data;
    private final int[] counts;

    ClassBalance(Dataset data) {
        this.data = data;
        this.counts = new int[data.labels().size()];
        for (int i = 0; i < data.size(); i++) {
            counts[data.label(i)]++;
        }
    }

    /** The weight of each class; those without images have 1, which nothing depends on. */
    float[] weights(double balance) {
        double[] raw = Arrays.stream(counts)
                .mapToDouble(n -> n == 0 ? 0 : Math.pow(n, -balance))
                .toArray();
        double sum = 0;
        for (int i = 0; i < raw.length; i++) {
            sum += counts[i] * raw[i];
        }
        float[] weights = new float[raw.length];
        for (int i = 0; i < raw.length; i++) {
            weights[i] = counts[i] == 0 ? 1 : (float) (raw[i] * data.size() / sum);
        }
        return weights;
    }

    /** What is to be said to somebody who balances nothing. */
    Optional<String> warning() {
        int most = 0;
        int least = 0;
        for (int i = 1; i < counts.length; i++) {
            most = counts[i] > counts[most] ? i : most;
            least = counts[i] < counts[least] ? i : least;
        }
        if (counts[least] == 0) {
            return Optional.of("class '" + data.labels().get(least) + "' has no training images, and is never learned");
        }
        if (counts[most] < UNEVEN * counts[least]) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "class '%s' has %,d training images and '%s' only %,d; --balance 1 lets all classes count alike",
                data.labels().get(most),
                counts[most],
                data.labels().get(least),
                counts[least]));
    }
}
