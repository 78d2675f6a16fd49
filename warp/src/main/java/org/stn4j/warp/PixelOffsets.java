package org.stn4j.warp;

import java.util.Arrays;

/**
 * Column and row of every sample of a block, counted from the block's first.
 *
 * <p>With these in tables, a map over a block is one long loop without short rows, which compilers turn into vector
 * code. Blocks of one size share them; a warp has at most four sizes.
 *
 * @param block one of the blocks of this size
 * @param columns column of each sample
 * @param rows row of each sample
 */
record PixelOffsets(Block block, float[] columns, float[] rows) {

    /** The tables of one mapping: so few that looking at each is faster than a hash. */
    static final class Cache {
        private volatile PixelOffsets[] tables = {};

        PixelOffsets of(Block block) {
            for (PixelOffsets table : tables) {
                if (table.block.rows() == block.rows() && table.block.columns() == block.columns()) {
                    return table;
                }
            }
            return add(block);
        }

        private synchronized PixelOffsets add(Block block) {
            PixelOffsets[] more = Arrays.copyOf(tables, tables.length + 1);
            more[tables.length] = PixelOffsets.of(block);
            tables = more;
            return more[more.length - 1];
        }
    }

    private static PixelOffsets of(Block block) {
        float[] columns = new float[block.samples()];
        float[] rows = new float[block.samples()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = i % block.columns();
            rows[i] = Math.floorDiv(i, block.columns());
        }
        return new PixelOffsets(block, columns, rows);
    }
}
