package org.stn4j.data.picture;

import java.util.Arrays;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Planes;

/**
 * Scales pictures without aliasing: bilinear when it enlarges, and with a triangle as wide as the pixels that fall
 * together when it reduces. At equal size the picture stays as it is.
 *
 * <p>Not a {@code Warp}, which reads a few neighbours only: reduced far, it would skip pixels. Every row of the picture
 * is read once and added, as wide as it is, to the few rows that it counts for; a row that is complete is narrowed.
 */
final class Resampling {
    private Resampling() {}

    static Planes resize(PixelRows picture, ImageSize size) {
        if (picture.size().equals(size)) {
            return picture.planes();
        }
        int channels = picture.channels();
        int width = picture.size().width();
        Weights columns = Weights.of(width, size.width());
        Weights rows = Weights.of(picture.size().height(), size.height());
        float[] row = new float[channels * width];
        float[][] sums = new float[size.height()][];
        float[] values = new float[channels * size.pixels()];
        int complete = 0;
        for (int y = 0; y < picture.size().height(); y++) {
            picture.read(y, row);
            for (int i = complete; i < size.height() && rows.first[i] <= y; i++) {
                if (sums[i] == null) {
                    sums[i] = new float[row.length];
                }
                add(rows.weights[i][y - rows.first[i]], row, sums[i]);
            }
            while (complete < size.height() && rows.end(complete) <= y + 1) {
                for (int channel = 0; channel < channels; channel++) {
                    int to = (channel * size.height() + complete) * size.width();
                    columns.narrow(sums[complete], channel * width, values, to);
                }
                sums[complete] = null;
                complete++;
            }
        }
        return new Planes(channels, size, values);
    }

    private static void add(float weight, float[] row, float[] sums) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += weight * row[x];
        }
    }

    /** For each pixel along one side of the output, the first input pixel that counts, and how much each does. */
    private record Weights(int[] first, float[][] weights) {

        static Weights of(int input, int output) {
            double scale = (double) input / output;
            double reach = Math.max(1, scale);
            int[] first = new int[output];
            float[][] weights = new float[output][];
            for (int i = 0; i < output; i++) {
                double centre = (i + 0.5) * scale - 0.5;
                int from = Math.max(0, (int) Math.ceil(centre - reach));
                int to = Math.min(input - 1, (int) Math.floor(centre + reach));
                first[i] = from;
                weights[i] = normalised(from, to, centre, reach);
            }
            return new Weights(first, weights);
        }

        private static float[] normalised(int from, int to, double centre, double reach) {
            double[] triangle = new double[to - from + 1];
            for (int k = 0; k < triangle.length; k++) {
                triangle[k] = Math.max(0, 1 - Math.abs(from + k - centre) / reach);
            }
            double sum = Arrays.stream(triangle).sum();
            float[] weights = new float[triangle.length];
            for (int k = 0; k < weights.length; k++) {
                weights[k] = (float) (triangle[k] / sum);
            }
            return weights;
        }

        /** The first input pixel after those that count for an output pixel. */
        int end(int i) {
            return first[i] + weights[i].length;
        }

        void narrow(float[] values, int start, float[] into, int to) {
            for (int i = 0; i < weights.length; i++) {
                float[] weight = weights[i];
                int from = start + first[i];
                // Two sums, so that an addition need not wait for the one before.
                float even = 0;
                float odd = 0;
                int k = 0;
                for (; k + 1 < weight.length; k += 2) {
                    even += weight[k] * values[from + k];
                    odd += weight[k + 1] * values[from + k + 1];
                }
                if (k < weight.length) {
                    even += weight[k] * values[from + k];
                }
                into[to + i] = even + odd;
            }
        }
    }
}
