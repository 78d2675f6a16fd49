package org.stn4j.warp;

import java.nio.FloatBuffer;

/**
 * A displacement of its own for every output pixel: {@code x_in = x + θx(x, y), y_in = y + θy(x, y)}.
 *
 * <p>θ holds the x displacements of all output pixels row by row, then the y displacements, in normalised units: {@code
 * 2·H·W} parameters.
 */
public record Flow() implements Transform {

    @Override
    public String name() {
        return "flow";
    }

    @Override
    public int parameterCount(ImageSize output) {
        return Math.multiplyExact(2, output.pixels());
    }

    @Override
    public float[] identity(ImageSize output) {
        return new float[parameterCount(output)];
    }

    @Override
    public Mapping map(Geometry geometry) {
        return new FlowMapping(geometry);
    }

    private record FlowMapping(Geometry geometry) implements Mapping {

        @Override
        public int sums() {
            return 0;
        }

        @Override
        public OfImage ofImage(FloatBuffer theta, int offset) {
            return new FlowOfImage(geometry, theta, offset);
        }
    }

    private record FlowOfImage(Geometry geometry, FloatBuffer theta, int offset) implements Mapping.OfImage {

        @Override
        public void coordinates(Block block, float[] xs, float[] ys) {
            geometry.identityCoordinates(block, xs, ys);
            float[] row = new float[block.columns()];
            for (int r = 0; r < block.rows(); r++) {
                int first = place(block, r, offset);
                theta.get(first, row);
                addScaled((float) geometry.inputScaleX(), row, xs, r * block.columns());
                theta.get(first + geometry.output().pixels(), row);
                addScaled((float) geometry.inputScaleY(), row, ys, r * block.columns());
            }
        }

        private static void addScaled(float scale, float[] row, float[] into, int at) {
            for (int i = 0; i < row.length; i++) {
                into[at + i] += scale * row[i];
            }
        }

        @Override
        public void gradient(
                Block block, float[] dxs, float[] dys, double[] sums, FloatBuffer thetaGradient, int gradientOffset) {
            float scaleX = (float) geometry.inputScaleX();
            float scaleY = (float) geometry.inputScaleY();
            for (int r = 0; r < block.rows(); r++) {
                int first = place(block, r, gradientOffset);
                int at = r * block.columns();
                for (int i = 0; i < block.columns(); i++) {
                    thetaGradient.put(first + i, scaleX * dxs[at + i]);
                    thetaGradient.put(first + geometry.output().pixels() + i, scaleY * dys[at + i]);
                }
            }
        }

        /** Index of the x displacement of a block's first pixel in one of its rows. */
        private int place(Block block, int row, int start) {
            return start + (block.firstRow() + row) * geometry.output().width() + block.firstColumn();
        }

        @Override
        public void finish(double[] sums, FloatBuffer thetaGradient, int gradientOffset) {
            // Every parameter belongs to one pixel and was written with its block.
        }
    }
}
