package org.stn4j.warp;

import java.nio.FloatBuffer;
import org.stn4j.warp.kernel.Kernels;

/**
 * Every family whose parameters enter a 2×3 matrix linearly: one kernel serves them all.
 *
 * <p>In pixels from the image centres, {@code X = A·u + B·v + C} and {@code Y = D·u + E·v + F} for the output pixel at
 * offset (u, v). The normalised matrix is scaled into these six numbers once an image; in a block the part of its first
 * pixel is constant.
 */
final class AffineMapping implements Mapping {

    /** How a family's θ fills the matrix (row by row), and the transposed of that for the gradient. */
    interface Parameters {
        double[] matrix(FloatBuffer theta, int offset);

        double[] thetaGradient(double[] matrixGradient);
    }

    private final Geometry geometry;
    private final Parameters parameters;
    private final PixelOffsets.Cache offsets = new PixelOffsets.Cache();
    private final Kernels kernels = Kernels.active();

    AffineMapping(Geometry geometry, Parameters parameters) {
        this.geometry = geometry;
        this.parameters = parameters;
    }

    /** For x and then y: the sums of gradient·u, gradient·v and gradient, the gradient of the matrix in pixels. */
    @Override
    public int sums() {
        return 6;
    }

    @Override
    public OfImage ofImage(FloatBuffer theta, int offset) {
        return new AffineOfImage(parameters.matrix(theta, offset));
    }

    private final class AffineOfImage implements OfImage {
        private final double a;
        private final double b;
        private final double c;
        private final double d;
        private final double e;
        private final double f;

        AffineOfImage(double[] matrix) {
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
        public void coordinates(Block block, float[] xs, float[] ys) {
            double u = geometry.outputOffsetX(block.firstColumn());
            double v = geometry.outputOffsetY(block.firstRow());
            PixelOffsets pixels = offsets.of(block);
            plane(pixels, (float) a, (float) b, (float) (geometry.inputCentreX() + (a * u + b * v + c)), xs);
            plane(pixels, (float) d, (float) e, (float) (geometry.inputCentreY() + (d * u + e * v + f)), ys);
        }

        private static void plane(PixelOffsets pixels, float perColumn, float perRow, float start, float[] into) {
            float[] columns = pixels.columns();
            float[] rows = pixels.rows();
            for (int i = 0; i < columns.length; i++) {
                into[i] = perColumn * columns[i] + perRow * rows[i] + start;
            }
        }

        @Override
        public void gradient(
                Block block, float[] dxs, float[] dys, double[] sums, FloatBuffer thetaGradient, int offset) {
            PixelOffsets pixels = offsets.of(block);
            addMoments(block, kernels.moments(dxs, pixels.columns(), pixels.rows(), block.samples()), sums, 0);
            addMoments(block, kernels.moments(dys, pixels.columns(), pixels.rows(), block.samples()), sums, 3);
        }

        private void addMoments(Block block, Kernels.Moments moments, double[] sums, int at) {
            sums[at] += moments.first() + moments.zeroth() * geometry.outputOffsetX(block.firstColumn());
            sums[at + 1] += moments.second() + moments.zeroth() * geometry.outputOffsetY(block.firstRow());
            sums[at + 2] += moments.zeroth();
        }

        @Override
        public void finish(double[] sums, FloatBuffer thetaGradient, int offset) {
            double sx = geometry.inputScaleX();
            double sy = geometry.inputScaleY();
            double[] gradient = parameters.thetaGradient(new double[] {
                sums[0] * (sx / geometry.outputScaleX()),
                sums[1] * (sx / geometry.outputScaleY()),
                sums[2] * sx,
                sums[3] * (sy / geometry.outputScaleX()),
                sums[4] * (sy / geometry.outputScaleY()),
                sums[5] * sy
            });
            for (int i = 0; i < gradient.length; i++) {
                thetaGradient.put(offset + i, (float) gradient[i]);
            }
        }
    }
}
