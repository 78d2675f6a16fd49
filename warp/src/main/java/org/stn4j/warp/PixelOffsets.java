package org.stn4j.warp;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Column and row of every sample of a block, counted from the block's first.
 *
 * <p>With these in tables, a map over a block is one long loop without short rows, which compilers turn into vector
 * code. Blocks of one size share them; a warp has at most four sizes.
 *
 * @param columns column of each sample
 * @param rows row of each sample
 */
record PixelOffsets(float[] columns, float[] rows) {

    private record Size(int rows, int columns) {}

    /** The tables of one mapping. */
    static final class Cache {
        private final Map<Size, PixelOffsets> tables = new ConcurrentHashMap<>();

        PixelOffsets of(Block block) {
            return tables.computeIfAbsent(new Size(block.rows(), block.columns()), PixelOffsets::of);
        }
    }

    private static PixelOffsets of(Size size) {
        float[] columns = new float[size.rows * size.columns];
        float[] rows = new float[size.rows * size.columns];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = i % size.columns;
            rows[i] = Math.floorDiv(i, size.columns);
        }
        return new PixelOffsets(columns, rows);
    }
}
