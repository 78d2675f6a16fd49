package org.stn4j.warp;

import java.nio.FloatBuffer;
import org.stn4j.warp.kernel.Kernels;

/**
 * Every family whose parameters enter a 2×3 matrix linearly: one row kernel serves them all.
 *
 * <p>In pixels from the image centres, {@code X = A·u + (B·v + C)} and {@code Y = D·u + (E·v + F)} for the output pixel
 * at offset (u, v); the bracket is constant along a row. The normalised matrix is scaled into these six numbers once an
 * image.
 */
final class AffineMapping implements Mapping {

    /** How a family's θ fills the matrix (row by row), and the transposed of that for the gradient. */
    interface Parameters {
        double[] matrix(FloatBuffer theta, int offset);

        double[] thetaGradient(double[] matrixGradient);
    }

    private static final int SUM_DX_U = 0;
    private static final int SUM_DX_V = 1;
    private static final int SUM_DX = 2;
    private static final int SUM_DY_U = 3;
    private static final int SUM_DY_V = 4;
    private static final int SUM_DY = 5;

    private final Geometry geometry;
    private final Parameters parameters;
    private final float[] offsetsX;
    private final Kernels kernels = Kernels.active();

    AffineMapping(Geometry geometry, Parameters parameters) {
        this.geometry = geometry;
        this.parameters = parameters;
        this.offsetsX = geometry.outputOffsetsX();
    }

    @Override
    public int sums() {
        return 6;
    }

    @Override
    public Rows rows(FloatBuffer theta, int offset) {
        return new AffineRows(parameters.matrix(theta, offset));
    }

    private final class AffineRows implements Rows {
        private final double a;
        private final double b;
        private final double c;
        private final double d;
        private final double e;
        private final double f;

        AffineRows(double[] matrix) {
            double sx = geometry.inputScaleX();
            double sy = geometry.inputScaleY();
            a = matrix[0] * (sx / geometry.outputScaleX());
            b = matrix[1] * (sx / geometry.outputScaleY());
            c = matrix[2] * sx;
            d = matrix[3] * (sy / geometry.outputScaleX());
            e = matrix[4] * (sy / geometry.outputScaleY());
            f = matrix[5] * sy;
        }

        @Override
        public void coordinates(int row, int from, int to, float[] xs, float[] ys, int at) {
            double v = geometry.outputOffsetY(row);
            line((float) a, (float) (geometry.inputCentreX() + (b * v + c)), from, to, xs, at);
            line((float) d, (float) (geometry.inputCentreY() + (e * v + f)), from, to, ys, at);
        }

        private void line(float slope, float start, int from, int to, float[] into, int at) {
            for (int i = 0; i < to - from; i++) {
                into[at + i] = slope * offsetsX[from + i] + start;
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
                int offset) {
            double v = geometry.outputOffsetY(row);
            double dx = kernels.sum(dxs, at, to - from);
            double dy = kernels.sum(dys, at, to - from);
            sums[SUM_DX_U] += kernels.dot(dxs, at, offsetsX, from, to - from);
            sums[SUM_DX_V] += dx * v;
            sums[SUM_DX] += dx;
            sums[SUM_DY_U] += kernels.dot(dys, at, offsetsX, from, to - from);
            sums[SUM_DY_V] += dy * v;
            sums[SUM_DY] += dy;
        }

        @Override
        public void finish(double[] sums, FloatBuffer thetaGradient, int offset) {
            double sx = geometry.inputScaleX();
            double sy = geometry.inputScaleY();
            double[] gradient = parameters.thetaGradient(new double[] {
                sums[SUM_DX_U] * (sx / geometry.outputScaleX()),
                sums[SUM_DX_V] * (sx / geometry.outputScaleY()),
                sums[SUM_DX] * sx,
                sums[SUM_DY_U] * (sy / geometry.outputScaleX()),
                sums[SUM_DY_V] * (sy / geometry.outputScaleY()),
                sums[SUM_DY] * sy
            });
            for (int i = 0; i < gradient.length; i++) {
                thetaGradient.put(offset + i, (float) gradient[i]);
            }
        }
    }
}
