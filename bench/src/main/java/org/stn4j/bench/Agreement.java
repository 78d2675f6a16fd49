package org.stn4j.bench;

import java.util.List;
import java.util.Locale;
import org.stn4j.warp.ImageSize;

/**
 * Makes sure that two contenders do the same work, before their times are compared.
 *
 * <p>The coarser, the larger the image: libtorch's grid is rounded to 24 bits over all of it, so some samples fall beyond
 * the next pixel, where noise has another slope. Their share grows with the width, and the root mean square of what they
 * change with its root.
 */
final class Agreement {
    private Agreement() {}

    /**
     * Of the difference beside the numbers themselves, as root mean squares: 1 % and four times the root of what two
     * roundings of a coordinate are of a pixel; 2 % at 28 pixels, 14 % at 4096.
     */
    static double tolerance(ImageSize image) {
        double rounding = Math.max(image.width(), image.height()) * Math.ulp(0.5f);
        return 0.01 + 4 * Math.sqrt(4 * rounding);
    }

    /** @throws IllegalStateException if they come to different results; one line that names the row */
    static void check(String row, double tolerance, List<float[]> ours, List<float[]> theirs) {
        if (ours.size() != theirs.size()) {
            throw new IllegalStateException(row + ": one side has " + ours.size() + " results and the other "
                    + theirs.size() + "; their times cannot be compared");
        }
        for (int i = 0; i < ours.size(); i++) {
            double share = difference(ours.get(i), theirs.get(i));
            if (!(share <= tolerance)) {
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
