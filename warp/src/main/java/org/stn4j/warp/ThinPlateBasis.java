package org.stn4j.warp;

import org.stn4j.warp.kernel.Basis;
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

    /** Samples whose B is computed at once where there is no table; a row may be longer. */
    private static final int ROWS_SAMPLES = 1024;

    private final int lattice;
    private final int points;
    private final Geometry geometry;
    /** {@code inverse[j][k]}: what the value at control point k adds to weight j; then the affine part's three rows. */
    private final double[][] inverse;
    /** B_k of row r and column c at {@code (k·H + r)·W + c}; null when it would be too large. */
    private final float[] table;

    private final Kernels kernels = Kernels.active();
    private final Pool<Rows> scratch = new Pool<>(Rows::new);

    ThinPlateBasis(int lattice, Geometry geometry) {
        this.lattice = lattice;
        this.points = lattice * lattice;
        this.geometry = geometry;
        this.inverse = inverse(lattice);
        ImageSize output = geometry.output();
        if ((long) points * output.pixels() <= TABLE_LIMIT) {
            table = filled();
        } else {
            table = null;
        }
    }

    /** B_k of row r and column c at {@code (k·H + r)·W + c}. */
    float[] values() {
        long count = (long) points * geometry.output().pixels();
        if (count > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("the basis of a spline of " + points + " points for an output of "
                    + geometry.output() + " has " + count + " numbers, more than an array can hold");
        }
        return table != null ? table.clone() : filled();
    }

    static double latticeCoordinate(int i, int lattice) {
        return 2.0 * i / (lattice - 1) - 1;
    }

    /** Adds Σ_k f_k·B_k to xs, and the same with the second half of f to ys. */
    void add(Block block, float[] f, float[] xs, float[] ys) {
        forEachPiece(block, (basis, at) -> kernels.combine(basis, f, xs, ys, at));
    }

    /** Adds Σ_p dx(p)·B_k(p) over a block to {@code sums[k]}, and the same of dy to {@code sums[K² + k]}. */
    void project(Block block, float[] dxs, float[] dys, double[] sums) {
        forEachPiece(block, (basis, at) -> kernels.project(basis, dxs, dys, at, sums));
    }

    /** B of the samples of a block from number {@code at} on. */
    private interface Piece {
        void accept(Basis basis, int at);
    }

    private void forEachPiece(Block block, Piece piece) {
        if (table != null) {
            int width = geometry.output().width();
            int from = block.firstRow() * width + block.firstColumn();
            int pixels = geometry.output().pixels();
            piece.accept(new Basis(table, points, from, pixels, width, block.rows(), block.columns()), 0);
            return;
        }
        Rows rows = scratch.take();
        int atOnce = Math.max(1, ROWS_SAMPLES / block.columns());
        for (int row = 0; row < block.rows(); row += atOnce) {
            int n = Math.min(atOnce, block.rows() - row);
            int first = block.firstRow() + row;
            Block part = new Block(first, first + n, block.firstColumn(), block.endColumn());
            piece.accept(rows.compute(part), row * block.columns());
        }
        scratch.giveBack(rows);
    }

    /** B of a few rows at a time, in single precision. */
    private final class Rows {
        private float[] radials = new float[points * ROWS_SAMPLES];
        private float[] values = new float[points * ROWS_SAMPLES];

        Basis compute(Block block) {
            int n = block.samples();
            if (radials.length < points * n) {
                radials = new float[points * n];
                values = new float[points * n];
            }
            for (int j = 0; j < points; j++) {
                distances(block, j, j * n);
            }
            kernels.thinPlate(radials, points * n);
            for (int k = 0; k < points; k++) {
                linear(block, k, k * n);
            }
            for (int k = 0; k < points; k++) {
                for (int j = 0; j < points; j++) {
                    addScaled((float) inverse[j][k], j * n, k * n, n);
                }
            }
            return new Basis(values, points, 0, n, block.columns(), block.rows(), block.columns());
        }

        private void distances(Block block, int point, int at) {
            double pointX = latticeCoordinate(point % lattice, lattice);
            double pointY = latticeCoordinate(point / lattice, lattice);
            for (int row = 0; row < block.rows(); row++) {
                float y = (float) (y(block.firstRow() + row) - pointY);
                for (int column = 0; column < block.columns(); column++) {
                    float x = (float) (x(block.firstColumn() + column) - pointX);
                    radials[at + row * block.columns() + column] = x * x + y * y;
                }
            }
        }

        private void linear(Block block, int point, int at) {
            for (int row = 0; row < block.rows(); row++) {
                double start = inverse[points][point] + inverse[points + 2][point] * y(block.firstRow() + row);
                for (int column = 0; column < block.columns(); column++) {
                    values[at + row * block.columns() + column] =
                            (float) (start + inverse[points + 1][point] * x(block.firstColumn() + column));
                }
            }
        }

        private void addScaled(float weight, int from, int to, int n) {
            for (int i = 0; i < n; i++) {
                values[to + i] += weight * radials[from + i];
            }
        }
    }

    private double x(int column) {
        return geometry.outputOffsetX(column) / geometry.outputScaleX();
    }

    private double y(int row) {
        return geometry.outputOffsetY(row) / geometry.outputScaleY();
    }

    private float[] filled() {
        ImageSize output = geometry.output();
        float[] values = new float[points * output.pixels()];
        double[] radial = new double[points];
        for (int pixel = 0; pixel < output.pixels(); pixel++) {
            double x = x(pixel % output.width());
            double y = y(pixel / output.width());
            for (int j = 0; j < points; j++) {
                radial[j] = radial(
                        x - latticeCoordinate(j % lattice, lattice), y - latticeCoordinate(j / lattice, lattice));
            }
            for (int k = 0; k < points; k++) {
                double value = inverse[points][k] + inverse[points + 1][k] * x + inverse[points + 2][k] * y;
                for (int j = 0; j < points; j++) {
                    value += radial[j] * inverse[j][k];
                }
                values[k * output.pixels() + pixel] = (float) value;
            }
        }
        return values;
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
