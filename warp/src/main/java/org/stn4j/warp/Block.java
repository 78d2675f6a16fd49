package org.stn4j.warp;

/**
 * A rectangle of output pixels; its samples are numbered row by row.
 *
 * @param endRow first row after it
 * @param endColumn first column after it
 */
public record Block(int firstRow, int endRow, int firstColumn, int endColumn) {

    public int rows() {
        return endRow - firstRow;
    }

    public int columns() {
        return endColumn - firstColumn;
    }

    public int samples() {
        return rows() * columns();
    }
}
