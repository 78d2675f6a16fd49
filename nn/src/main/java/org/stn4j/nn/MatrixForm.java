package org.stn4j.nn;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.stn4j.warp.FixedAttention;
import org.stn4j.warp.Transform;

/**
 * A family of transforms whose θ enters a 2×3 matrix linearly: the matrix, row by row, is {@code θ·selection +
 * constant}. What libraries with an operator for affine grids need to know of it.
 *
 * @param selection {@code [P][6]}: by how much each parameter counts in each entry of the matrix
 * @param constant {@code [6]}: the matrix where θ is zero
 */
public record MatrixForm(float[][] selection, float[] constant) {

    /** The form of a family; empty if it has none, or is not known to. */
    public static Optional<MatrixForm> of(Transform transform) {
        if (transform instanceof FixedAttention fixed) {
            float scale = (float) fixed.scale();
            return Optional.of(new MatrixForm(
                    new float[][] {{0, 0, 1, 0, 0, 0}, {0, 0, 0, 0, 0, 1}}, new float[] {scale, 0, 0, 0, scale, 0}));
        }
        return transform
                .composition()
                .filter(composition -> !composition.isProjective())
                .map(composition -> new MatrixForm(
                        Stream.of(composition.selection())
                                .map(MatrixForm::twoRows)
                                .toArray(float[][]::new),
                        twoRows(composition.constant())));
    }

    private static float[] twoRows(float[] matrix) {
        return Arrays.copyOf(matrix, 6);
    }

    /** The 3×3 matrix of some parameters, row by row. */
    public double[] matrix(float[] theta) {
        double[] matrix = new double[9];
        for (int entry = 0; entry < 6; entry++) {
            matrix[entry] = constant[entry];
            for (int parameter = 0; parameter < selection.length; parameter++) {
                matrix[entry] += (double) theta[parameter] * selection[parameter][entry];
            }
        }
        matrix[8] = 1;
        return matrix;
    }

    /** Whether θ is the matrix itself. */
    public boolean isIdentity() {
        for (int row = 0; row < selection.length; row++) {
            for (int column = 0; column < 6; column++) {
                if (selection[row][column] != (row == column ? 1 : 0)) {
                    return false;
                }
            }
        }
        return selection.length == 6;
    }
}
