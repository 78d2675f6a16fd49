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

    /** Samples {@code at … at + n - 1} of a block, which lie in one run in the output, from pixel {@code place} on. */
    interface Run {
        void accept(int place, int at, int n);
    }

    /** Cuts samples {@code from … to - 1} into runs of an output of some width. */
    void forEachRun(int width, int from, int to, Run run) {
        int start = firstRow * width + firstColumn;
        int columns = columns();
        if (columns == width) {
            run.accept(start + from, from, to - from);
            return;
        }
        for (int at = from; at < to; ) {
            int column = at % columns;
            int n = Math.min(columns - column, to - at);
            run.accept(start + at / columns * width + column, at, n);
            at += n;
        }
    }
}
