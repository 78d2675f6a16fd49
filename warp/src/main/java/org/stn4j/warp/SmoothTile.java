package org.stn4j.warp;

import java.util.Arrays;

/**
 * A size of tiles over which functions are interpolated that are known at a few places: the nodes of Chebyshev, 8×8 of
 * them.
 *
 * <p>The interpolation is a polynomial along each axis, so it goes along the rows of nodes first, and then down between
 * these. All loops run over the columns of arrays of their own from index 0 on, which the compiler turns into vectors.
 */
final class SmoothTile {
    /** Nodes along a side. A function whose singularities are a tile's side away is met to 7 digits. */
    static final int SIDE = 8;

    static final int NODES = SIDE * SIDE;

    private final int rows;
    private final int columns;
    /** Share of each node of a row in each column. */
    private final float[][] across;
    /** Share of each row of nodes in each row. */
    private final float[][] down;

    SmoothTile(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.across = new float[SIDE][columns];
        this.down = new float[rows][SIDE];
        for (int node = 0; node < SIDE; node++) {
            for (int column = 0; column < columns; column++) {
                across[node][column] = (float) lagrange(node, column, columns);
            }
            for (int row = 0; row < rows; row++) {
                down[row][node] = (float) lagrange(node, row, rows);
            }
        }
    }

    /** Where a node lies along a side of so many pixels, from the first one's centre. */
    static double place(int node, int pixels) {
        return (pixels - 1) / 2.0 - pixels / 2.0 * Math.cos((2 * node + 1) * Math.PI / (2 * SIDE));
    }

    /** The polynomial that is 1 at a node and 0 at the others. */
    private static double lagrange(int node, double at, int pixels) {
        double product = 1;
        for (int other = 0; other < SIDE; other++) {
            if (other != node) {
                product *= (at - place(other, pixels)) / (place(node, pixels) - place(other, pixels));
            }
        }
        return product;
    }

    /** Scratch memory of one thread, for tiles up to a size. */
    static final class Lines {
        private final float[][] lines;
        private final float[] row;

        Lines(Tiling tiling) {
            lines = new float[SIDE][tiling.tileColumns()];
            row = new float[tiling.tileColumns()];
        }
    }

    /** Adds the function with some values at the nodes, row by row, to samples. */
    void addTo(float[] nodes, Lines scratch, float[] samples) {
        float[][] lines = scratch.lines;
        for (int i = 0; i < SIDE; i++) {
            Arrays.fill(lines[i], 0, columns, 0);
            for (int j = 0; j < SIDE; j++) {
                addScaled(nodes[i * SIDE + j], across[j], columns, lines[i]);
            }
        }
        for (int row = 0; row < rows; row++) {
            combine(down[row], lines, columns, scratch.row);
            int at = row * columns;
            for (int column = 0; column < columns; column++) {
                samples[at + column] += scratch.row[column];
            }
        }
    }

    /** The transposed: writes to each node the sum of the samples, each times the node's share in it. */
    void sum(float[] samples, Lines scratch, float[] nodes) {
        float[][] lines = scratch.lines;
        for (float[] line : lines) {
            Arrays.fill(line, 0, columns, 0);
        }
        for (int row = 0; row < rows; row++) {
            System.arraycopy(samples, row * columns, scratch.row, 0, columns);
            distribute(down[row], scratch.row, columns, lines);
        }
        for (int i = 0; i < SIDE; i++) {
            for (int j = 0; j < SIDE; j++) {
                nodes[i * SIDE + j] = dot(lines[i], across[j], columns);
            }
        }
    }

    private static void addScaled(float weight, float[] values, int n, float[] sums) {
        for (int i = 0; i < n; i++) {
            sums[i] += weight * values[i];
        }
    }

    private static void combine(float[] weights, float[][] lines, int n, float[] into) {
        float w0 = weights[0];
        float w1 = weights[1];
        float w2 = weights[2];
        float w3 = weights[3];
        float w4 = weights[4];
        float w5 = weights[5];
        float w6 = weights[6];
        float w7 = weights[7];
        float[] l0 = lines[0];
        float[] l1 = lines[1];
        float[] l2 = lines[2];
        float[] l3 = lines[3];
        float[] l4 = lines[4];
        float[] l5 = lines[5];
        float[] l6 = lines[6];
        float[] l7 = lines[7];
        for (int i = 0; i < n; i++) {
            into[i] = w0 * l0[i]
                    + w1 * l1[i]
                    + w2 * l2[i]
                    + w3 * l3[i]
                    + (w4 * l4[i] + w5 * l5[i] + w6 * l6[i] + w7 * l7[i]);
        }
    }

    private static void distribute(float[] weights, float[] row, int n, float[][] lines) {
        for (int line = 0; line < SIDE; line++) {
            addScaled(weights[line], row, n, lines[line]);
        }
    }

    private static float dot(float[] a, float[] b, int n) {
        float sum = 0;
        for (int i = 0; i < n; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
