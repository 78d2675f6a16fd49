package org.stn4j.warp;

/**
 * How much each control point of a thin-plate spline moves each place of the output.
 *
 * <p>The spline through the values f at the control points is linear in f: {@code s(p) = Σ_k f_k·B_k(p)}. The B_k
 * depend on the lattice alone. With radial function {@code φ(r) = r²·log r²} the weights of the spline solve a system
 * whose matrix is fixed (Bookstein 1989, eq. 7); its inverse folded into φ gives B.
 */
final class ThinPlateBasis {
    private final int lattice;
    private final int points;
    private final Geometry geometry;
    /** {@code inverse[j][k]}: what the value at control point k adds to weight j; then the affine part's three rows. */
    private final double[][] inverse;

    ThinPlateBasis(int lattice, Geometry geometry) {
        this.lattice = lattice;
        this.points = lattice * lattice;
        this.geometry = geometry;
        this.inverse = inverse(lattice);
    }

    /** Number of control points. */
    int points() {
        return points;
    }

    Geometry geometry() {
        return geometry;
    }

    /** What the value at each control point adds to the weight of one of them. */
    double[] weights(int point) {
        return inverse[point];
    }

    static double latticeCoordinate(int i, int lattice) {
        return 2.0 * i / (lattice - 1) - 1;
    }

    double pointX(int point) {
        return latticeCoordinate(point % lattice, lattice);
    }

    double pointY(int point) {
        return latticeCoordinate(point / lattice, lattice);
    }

    /** The normalised coordinate of a column, which may lie between two pixels. */
    double x(double column) {
        return (geometry.outputOffsetX(0) + column) / geometry.outputScaleX();
    }

    /** The normalised coordinate of a row. */
    double y(double row) {
        return (geometry.outputOffsetY(0) + row) / geometry.outputScaleY();
    }

    /** B_k of row r and column c at {@code (k·H + r)·W + c}. */
    float[] values() {
        int pixels = geometry.output().pixels();
        long count = (long) points * pixels;
        if (count > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("the basis of a spline of " + points + " points for an output of "
                    + geometry.output() + " has " + count + " numbers, more than an array can hold");
        }
        int width = geometry.output().width();
        float[] values = new float[points * pixels];
        double[] atPixel = new double[points];
        for (int pixel = 0; pixel < pixels; pixel++) {
            int row = pixel / width;
            int column = pixel % width;
            at(x(column), y(row), Radial.EVERYWHERE, atPixel);
            for (int k = 0; k < points; k++) {
                values[k * pixels + pixel] = (float) atPixel[k];
            }
        }
        return values;
    }

    /** The function of the distance from a control point. */
    interface Radial {
        /** φ for all points. */
        Radial EVERYWHERE = (point, squaredDistance) -> thinPlate(squaredDistance);

        double at(int point, double squaredDistance);
    }

    /** Writes B_k of a place, with some functions in the place of φ, into {@code values[k]}. */
    void at(double x, double y, Radial radial, double[] values) {
        for (int k = 0; k < points; k++) {
            values[k] = inverse[points][k] + inverse[points + 1][k] * x + inverse[points + 2][k] * y;
        }
        for (int j = 0; j < points; j++) {
            double value = radial.at(j, squaredDistance(x, y, j));
            double[] weights = inverse[j];
            for (int k = 0; k < points; k++) {
                values[k] += value * weights[k];
            }
        }
    }

    double squaredDistance(double x, double y, int point) {
        double dx = x - pointX(point);
        double dy = y - pointY(point);
        return dx * dx + dy * dy;
    }

    static double thinPlate(double squared) {
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
                double dx = x - latticeCoordinate(j % lattice, lattice);
                double dy = y - latticeCoordinate(j / lattice, lattice);
                system[i][j] = thinPlate(dx * dx + dy * dy);
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
