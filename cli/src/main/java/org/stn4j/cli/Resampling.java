package org.stn4j.cli;

import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Planes;

/**
 * Scales pictures without aliasing: bilinear when it enlarges, and with a triangle as wide as the pixels that fall
 * together when it reduces. At equal size the picture stays as it is.
 *
 * <p>Not a {@code Warp}, which reads a few neighbours only: reduced far, it would skip pixels.
 */
final class Resampling {
    private Resampling() {}

    static Planes resize(Planes picture, ImageSize size) {
        if (picture.size().equals(size)) {
            return picture;
        }
        int height = picture.size().height();
        int width = picture.size().width();
        Weights columns = Weights.of(width, size.width());
        Weights rows = Weights.of(height, size.height());
        float[] narrowed = new float[picture.channels() * height * size.width()];
        for (int row = 0; row < picture.channels() * height; row++) {
            for (int x = 0; x < size.width(); x++) {
                narrowed[row * size.width() + x] = columns.sum(picture.values(), row * width, 1, x);
            }
        }
        float[] values = new float[picture.channels() * size.pixels()];
        for (int channel = 0; channel < picture.channels(); channel++) {
            for (int y = 0; y < size.height(); y++) {
                for (int x = 0; x < size.width(); x++) {
                    values[(channel * size.height() + y) * size.width() + x] =
                            rows.sum(narrowed, channel * height * size.width() + x, size.width(), y);
                }
            }
        }
        return new Planes(picture.channels(), size, values);
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
            double sum = 0;
            for (int k = 0; k < triangle.length; k++) {
                triangle[k] = Math.max(0, 1 - Math.abs(from + k - centre) / reach);
                sum += triangle[k];
            }
            float[] weights = new float[triangle.length];
            for (int k = 0; k < weights.length; k++) {
                weights[k] = (float) (triangle[k] / sum);
            }
            return weights;
        }

        float sum(float[] values, int start, int step, int i) {
            float sum = 0;
            for (int k = 0; k < weights[i].length; k++) {
                sum += weights[i][k] * values[start + (first[i] + k) * step];
            }
            return sum;
        }
    }
}
