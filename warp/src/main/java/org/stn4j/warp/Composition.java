package org.stn4j.warp;

import java.nio.FloatBuffer;

/**
 * How two maps of a family, one after the other, are a third one of it: so an image that is moved several times is sampled
 * once, by the composed θ (Lin and Lucey 2017, section 3.2).
 *
 * <p><b>Convention.</b> θ stands for a 3×3 matrix of homogeneous normalised coordinates, row by row: {@code θ·selection +
 * constant}. Matrices are composed by their product, and θ is read from it where each parameter stands alone, after
 * division by the last entry.
 *
 * @param selection {@code [P][9]}: by how much each parameter counts in each entry of the matrix
 * @param constant {@code [9]}: the matrix where θ is zero
 * @param entries {@code [P]}: the entry of the matrix that each parameter is read from
 */
public record Composition(float[][] selection, float[] constant, int[] entries) {
    private static final int SIDE = 3;

    /** A family of 2×3 matrices, whose third row is 0, 0, 1. */
    static Composition of(AffineMapping.Parameters family, int... entries) {
        float[] constant = matrix(family, new float[entries.length]);
        float[][] selection = new float[entries.length][];
        for (int parameter = 0; parameter < entries.length; parameter++) {
            float[] unit = new float[entries.length];
            unit[parameter] = 1;
            selection[parameter] = matrix(family, unit);
            for (int entry = 0; entry < constant.length; entry++) {
                selection[parameter][entry] -= constant[entry];
            }
        }
        return new Composition(selection, constant, entries);
    }

    private static float[] matrix(AffineMapping.Parameters family, float[] theta) {
        double[] rows = family.matrix(FloatBuffer.wrap(theta), 0);
        float[] matrix = new float[SIDE * SIDE];
        for (int entry = 0; entry < rows.length; entry++) {
            // A negative zero would be written into exported files.
            matrix[entry] = (float) rows[entry] + 0f;
        }
        matrix[matrix.length - 1] = 1;
        return matrix;
    }

    /** Whether the product's last entry may be another than 1, and has to be divided by. */
    public boolean isProjective() {
        for (float[] parameter : selection) {
            for (int entry = SIDE * (SIDE - 1); entry < parameter.length; entry++) {
                if (parameter[entry] != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * θ of one map and then another.
     *
     * <p>Both map output to input, as all θ do. So an image that was warped by {@code soFar}, and its output by {@code
     * further}, is the image warped by the answer, up to what sampling twice loses.
     *
     * @param soFar {@code [P]}: the map that is nearer to the input
     * @param further {@code [P]}: the map that is nearer to the output
     * @return {@code [P]}, a new array; infinite or NaN where the composed homography has a zero as its last entry, which
     *     no θ stands for
     */
    public float[] compose(float[] soFar, float[] further) {
        double[] left = matrix(soFar);
        double[] right = matrix(further);
        double[] product = new double[SIDE * SIDE];
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                for (int i = 0; i < SIDE; i++) {
                    product[row * SIDE + column] += left[row * SIDE + i] * right[i * SIDE + column];
                }
            }
        }
        return theta(product);
    }

    /**
     * θ of the map back, from input to output: of a warp that undoes one, with the sizes of the two images exchanged.
     *
     * @param theta {@code [P]}
     * @return {@code [P]}, a new array; infinite or NaN where the inverse homography has a zero as its last entry, which no θ
     *     stands for
     * @throws IllegalArgumentException if there is no way back, as all is mapped onto a line or a point; one line
     */
    public float[] inverse(float[] theta) {
        double[] matrix = matrix(theta);
        double[][] rows = new double[SIDE][SIDE];
        double[][] identity = new double[SIDE][SIDE];
        for (int row = 0; row < SIDE; row++) {
            System.arraycopy(matrix, row * SIDE, rows[row], 0, SIDE);
            identity[row][row] = 1;
        }
        double[][] inverse = LinearSystem.solve(rows, identity);
        if (inverse == null) {
            throw new IllegalArgumentException("this θ has no inverse: it maps all onto a line or a point");
        }
        for (int row = 0; row < SIDE; row++) {
            System.arraycopy(inverse[row], 0, matrix, row * SIDE, SIDE);
        }
        return theta(matrix);
    }

    private float[] theta(double[] matrix) {
        float[] theta = new float[entries.length];
        for (int parameter = 0; parameter < theta.length; parameter++) {
            theta[parameter] = (float) (matrix[entries[parameter]] / matrix[matrix.length - 1]);
        }
        return theta;
    }

    private double[] matrix(float[] theta) {
        if (theta.length != entries.length) {
            throw new IllegalArgumentException(
                    "θ of this family has " + entries.length + " parameters, not " + theta.length);
        }
        double[] matrix = new double[SIDE * SIDE];
        for (int entry = 0; entry < matrix.length; entry++) {
            matrix[entry] = constant[entry];
            for (int parameter = 0; parameter < theta.length; parameter++) {
                matrix[entry] += (double) theta[parameter] * selection[parameter][entry];
            }
        }
        return matrix;
    }
}
