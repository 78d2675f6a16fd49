package org.stn4j.bench;

import java.util.List;
import java.util.Locale;

/**
 * Makes sure that two contenders do the same work, before their times are compared.
 *
 * <p>A coarse test: libtorch's grid is rounded to 24 bits over the whole image, so on large ones some samples fall beyond
 * the next pixel, where slopes are others.
 */
final class Agreement {
    /** Of the difference beside the numbers themselves, as root mean squares. */
    private static final double TOLERANCE = 0.05;

    private Agreement() {}

    /** @throws IllegalStateException if they come to different results; one line that names the row */
    static void check(String row, List<float[]> ours, List<float[]> theirs) {
        if (ours.size() != theirs.size()) {
            throw new IllegalStateException(row + ": one side has " + ours.size() + " results and the other "
                    + theirs.size() + "; their times cannot be compared");
        }
        for (int i = 0; i < ours.size(); i++) {
            double share = difference(ours.get(i), theirs.get(i));
            if (!(share <= TOLERANCE)) {
                throw new IllegalStateException(String.format(
                        Locale.ROOT,
                        "%s: the sides disagree by %.1f %% in %s; their times cannot be compared",
                        row,
                        100 * share,
                        i == 0 ? "the output" : i == 1 ? "the gradient of theta" : "the gradient of the image"));
            }
        }
    }

    private static double difference(float[] ours, float[] theirs) {
        double difference = 0;
        double size = 0;
        for (int i = 0; i < theirs.length; i++) {
            double by = (double) ours[i] - theirs[i];
            difference += by * by;
            size += (double) theirs[i] * theirs[i];
        }
        // Where nothing depends on θ, as for the nearest pixel, both sides are zero.
        return difference == 0 ? 0 : Math.sqrt(difference / size);
    }
}
