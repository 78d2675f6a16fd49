package org.stn4j.warp;

/** Small dense systems of linear equations, solved by elimination with row pivoting. */
final class LinearSystem {
    private LinearSystem() {}

    /**
     * Solves {@code A·X = B}; both arrays are overwritten.
     *
     * @param a n rows of n numbers
     * @param b n rows of as many right-hand sides as one likes
     * @return X, in the place of {@code b}; null if A has no inverse
     */
    static double[][] solve(double[][] a, double[][] b) {
        int n = a.length;
        double largest = 0;
        for (double[] row : a) {
            for (double value : row) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int row = column + 1; row < n; row++) {
                if (Math.abs(a[row][column]) > Math.abs(a[pivot][column])) {
                    pivot = row;
                }
            }
            // A pivot of mere rounding, relative to the matrix, or NaN: written so that NaN counts as singular.
            if (!(Math.abs(a[pivot][column]) > 1e-12 * largest)) {
                return null;
            }
            swap(a, column, pivot);
            swap(b, column, pivot);
            for (int row = 0; row < n; row++) {
                if (row != column) {
                    double factor = a[row][column] / a[column][column];
                    subtract(a[row], a[column], factor);
                    subtract(b[row], b[column], factor);
                }
            }
        }
        for (int row = 0; row < n; row++) {
            for (int i = 0; i < b[row].length; i++) {
                b[row][i] /= a[row][row];
            }
        }
        return b;
    }

    private static void swap(double[][] rows, int i, int j) {
        double[] row = rows[i];
        rows[i] = rows[j];
        rows[j] = row;
    }

    private static void subtract(double[] from, double[] row, double factor) {
        for (int i = 0; i < row.length; i++) {
            from[i] -= factor * row[i];
        }
    }
}
