package org.stn4j.warp;

/**
 * The output of a warp, cut into tiles: the unit of work, and of locality.
 *
 * <p>Neighbours in the output are neighbours in the input, so a tile reads a small piece of the image. The cut depends
 * on the sizes alone, never on the number of threads: sums over tiles have the same bits whoever computes them.
 */
record Tiling(ImageSize output, int tileRows, int tileColumns) {

    /** Samples of a tile; their coordinates, taps and gradients take half of a common second-level cache. */
    private static final int TILE = 64 * 64;

    private static final int WIDEST_WHOLE_ROW = 128;

    static Tiling of(ImageSize output) {
        int columns = output.width() <= WIDEST_WHOLE_ROW ? output.width() : 64;
        int rows = Math.max(1, Math.min(output.height(), TILE / columns));
        return new Tiling(output, rows, columns);
    }

    int tiles() {
        return across() * ceilDivide(output.height(), tileRows);
    }

    /** Samples of the largest tile. */
    int samples() {
        return tileRows * tileColumns;
    }

    Block block(int tile) {
        int firstRow = tile / across() * tileRows;
        int firstColumn = tile % across() * tileColumns;
        return new Block(
                firstRow,
                Math.min(firstRow + tileRows, output.height()),
                firstColumn,
                Math.min(firstColumn + tileColumns, output.width()));
    }

    /** The number of a tile, given by its block. */
    int tile(Block block) {
        int tile = block.firstRow() / tileRows * across() + block.firstColumn() / tileColumns;
        if (!block.equals(block(tile))) {
            throw new IllegalArgumentException(block + " is no tile of an output of " + output);
        }
        return tile;
    }

    private int across() {
        return ceilDivide(output.width(), tileColumns);
    }

    private static int ceilDivide(int a, int b) {
        return (a + b - 1) / b;
    }
}
