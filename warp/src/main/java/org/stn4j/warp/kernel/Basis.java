package org.stn4j.warp.kernel;

/**
 * Values of several functions at the samples of a block, which is a rectangle of a larger one or stands alone.
 *
 * @param values the value of function k at row r and column c is at {@code from + k·stride + r·rowStride + c}
 * @param functions how many there are
 */
public record Basis(float[] values, int functions, int from, int stride, int rowStride, int rows, int columns) {

    public Basis {
        // Rows without gaps are one long row: loops over short ones take longer.
        if (rowStride == columns) {
            columns *= rows;
            rows = 1;
        }
    }

    int at(int function, int row) {
        return from + function * stride + row * rowStride;
    }
}
