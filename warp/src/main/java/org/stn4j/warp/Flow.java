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

    private static final class FlowMapping implements Mapping {
        private final Geometry geometry;
        private final float[] offsetsX;

        FlowMapping(Geometry geometry) {
            this.geometry = geometry;
            this.offsetsX = geometry.outputOffsetsX();
        }

        @Override
        public int sums() {
            return 0;
        }

        @Override
        public Rows rows(FloatBuffer theta, int offset) {
            return new FlowRows(geometry, offsetsX, theta, offset);
        }
    }

    private record FlowRows(Geometry geometry, float[] offsetsX, FloatBuffer theta, int offset)
            implements Mapping.Rows {

        @Override
        public void coordinates(int row, int from, int to, float[] xs, float[] ys, int at) {
            int n = to - from;
            int first = offset + row * geometry.output().width() + from;
            theta.get(first, xs, at, n);
            theta.get(first + geometry.output().pixels(), ys, at, n);
            float scaleX = (float) geometry.inputScaleX();
            float scaleY = (float) geometry.inputScaleY();
            float slope = (float) (geometry.inputScaleX() / geometry.outputScaleX());
            float startX = (float) geometry.inputCentreX();
            float startY = (float) (geometry.inputCentreY()
                    + geometry.outputOffsetY(row) * (geometry.inputScaleY() / geometry.outputScaleY()));
            for (int i = 0; i < n; i++) {
                xs[at + i] = scaleX * xs[at + i] + (slope * offsetsX[from + i] + startX);
            }
            for (int i = 0; i < n; i++) {
                ys[at + i] = scaleY * ys[at + i] + startY;
            }
        }

        @Override
        public void gradient(
                int row,
                int from,
                int to,
                float[] dxs,
                float[] dys,
                int at,
                double[] sums,
                FloatBuffer thetaGradient,
                int gradientOffset) {
            int first = gradientOffset + row * geometry.output().width() + from;
            float scaleX = (float) geometry.inputScaleX();
            float scaleY = (float) geometry.inputScaleY();
            for (int i = 0; i < to - from; i++) {
                thetaGradient.put(first + i, scaleX * dxs[at + i]);
                thetaGradient.put(first + geometry.output().pixels() + i, scaleY * dys[at + i]);
            }
        }

        @Override
        public void finish(double[] sums, FloatBuffer thetaGradient, int gradientOffset) {
            // Every parameter belongs to one pixel and was written with its row.
        }
    }
}
