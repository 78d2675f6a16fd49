package org.stn4j.warp;

import org.stn4j.warp.kernel.Kernels;

/**
 * How much each control point of a thin-plate spline moves each output pixel.
 *
 * <p>The spline through the values f at the control points is linear in f: {@code s(p) = Σ_k f_k·B_k(p)}. The B_k
 * depend on the lattice and the output size alone, so they are computed once and shared by all images. With radial
 * function {@code φ(r) = r²·log r²} the weights of the spline solve a system whose matrix is fixed (Bookstein 1989, eq.
 * 7); its inverse folded into φ gives B.
 */
final class ThinPlateBasis {

    /** Floats in the table of B above which rows are computed again at each use: 64 MB. */
    private static final long TABLE_LIMIT = 1 << 24;

    private final int lattice;
    private final int points;
    private final Geometry geometry;
    /** {@code inverse[j][k]}: what the value at control point k adds to weight j; then the affine part's three rows. */
    private final double[][] inverse;
    /** B_k of row r and column c at {@code (k·H + r)·W + c}; null when it would be too large. */
    private final float[] table;

    private final Kernels kernels = Kernels.active();

    ThinPlateBasis(int lattice, Geometry geometry) {
        this.lattice = lattice;
        this.points = lattice * lattice;
        this.geometry = geometry;
        this.inverse = inverse(lattice);
        ImageSize output = geometry.output();
        if ((long) points * output.pixels() <= TABLE_LIMIT) {
            table = new float[points * output.pixels()];
            for (int row = 0; row < output.height(); row++) {
                fill(row, 0, output.width(), table, row * output.width(), output.pixels());
            }
        } else {
            table = null;
        }
    }

    static double latticeCoordinate(int i, int lattice) {
        return 2.0 * i / (lattice - 1) - 1;
    }

    /** Adds Σ_k f_k·B_k to xs, and the same with the second half of f to ys. */
    void add(Block block, float[] f, float[] xs, float[] ys) {
        forEachStretch(block, (values, from, stride, at, n) -> {
            // Four control points at a time: the coordinates are then read and written a quarter as often.
            int k = 0;
            for (; k + 3 < points; k += 4) {
                addFour(f, k, values, from + k * stride, stride, xs, at, n);
                addFour(f, points + k, values, from + k * stride, stride, ys, at, n);
            }
            for (; k < points; k++) {
                addOne(f[k], values, from + k * stride, xs, at, n);
                addOne(f[points + k], values, from + k * stride, ys, at, n);
            }
        });
    }

    private static void addFour(float[] f, int k, float[] values, int from, int stride, float[] into, int at, int n) {
        float f0 = f[k];
        float f1 = f[k + 1];
        float f2 = f[k + 2];
        float f3 = f[k + 3];
        for (int i = 0; i < n; i++) {
            into[at + i] += f0 * values[from + i]
                    + f1 * values[from + stride + i]
                    + f2 * values[from + 2 * stride + i]
                    + f3 * values[from + 3 * stride + i];
        }
    }

    private static void addOne(float f, float[] values, int from, float[] into, int at, int n) {
        for (int i = 0; i < n; i++) {
            into[at + i] += f * values[from + i];
        }
    }

    /** Adds Σ_p dx(p)·B_k(p) over a block to {@code sums[k]}, and the same of dy to {@code sums[K² + k]}. */
    void project(Block block, float[] dxs, float[] dys, double[] sums) {
        forEachStretch(block, (values, from, stride, at, n) -> {
            for (int k = 0; k < points; k++) {
                sums[k] += kernels.dot(dxs, at, values, from + k * stride, n);
                sums[points + k] += kernels.dot(dys, at, values, from + k * stride, n);
            }
        });
    }

    /** B of {@code n} samples of a block from number {@code at} on: K² runs of numbers, {@code stride} apart. */
    private interface Stretch {
        void accept(float[] values, int from, int stride, int at, int n);
    }

    private void forEachStretch(Block block, Stretch stretch) {
        int width = geometry.output().width();
        int pixels = geometry.output().pixels();
        if (table != null && block.columns() == width) {
            stretch.accept(table, block.firstRow() * width, pixels, 0, block.samples());
            return;
        }
        float[] computed = table == null ? new float[points * block.columns()] : null;
        for (int row = 0; row < block.rows(); row++) {
            int at = row * block.columns();
            if (table != null) {
                int from = (block.firstRow() + row) * width + block.firstColumn();
                stretch.accept(table, from, pixels, at, block.columns());
            } else {
                fill(block.firstRow() + row, block.firstColumn(), block.endColumn(), computed, 0, block.columns());
                stretch.accept(computed, 0, block.columns(), at, block.columns());
            }
        }
    }

    private void fill(int row, int from, int to, float[] into, int at, int stride) {
        double y = geometry.outputOffsetY(row) / geometry.outputScaleY();
        double[] radial = new double[points];
        for (int column = from; column < to; column++) {
            double x = geometry.outputOffsetX(column) / geometry.outputScaleX();
            for (int j = 0; j < points; j++) {
                radial[j] = radial(
                        x - latticeCoordinate(j % lattice, lattice), y - latticeCoordinate(j / lattice, lattice));
            }
            for (int k = 0; k < points; k++) {
                double value = inverse[points][k] + inverse[points + 1][k] * x + inverse[points + 2][k] * y;
                for (int j = 0; j < points; j++) {
                    value += radial[j] * inverse[j][k];
                }
                into[at + k * stride + column - from] = (float) value;
            }
        }
    }

    private static double radial(double dx, double dy) {
        double squared = dx * dx + dy * dy;
        return squared == 0 ? 0 : squared * Math.log(squared);
    }

    /** The inverse of [[φ, P], [Pᵀ, 0]], of which only the columns of the control points' values are ever used. */
    private static double[][] inverse(int lattice) {
        int points = lattice * lattice;
        double[][] system = new double[points + 3][points + 3];
        double[][] values = new double[points + 3][points];
        for (int i = 0; i < points; i++) {
            double x = latticeCoordinate(i % lattice, lattice);
            double y = latticeCoordinate(i / lattice, lattice);
            for (int j = 0; j < points; j++) {
                system[i][j] = radial(
                        x - latticeCoordinate(j % lattice, lattice), y - latticeCoordinate(j / lattice, lattice));
            }
            double[] linear = {1, x, y};
            for (int j = 0; j < 3; j++) {
                system[i][points + j] = linear[j];
                system[points + j][i] = linear[j];
            }
            values[i][i] = 1;
        }
        return LinearSystem.solve(system, values);
    }
}
