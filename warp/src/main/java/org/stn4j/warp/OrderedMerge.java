package org.stn4j.warp;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.stn4j.warp.threads.Pool;
import org.stn4j.warp.threads.Workers;

/**
 * Adds the pieces of an image's gradient, computed by several threads, in the order of the tiles.
 *
 * <p>Neighbouring tiles write to the same input pixels, and floating-point sums depend on their order. Atomic additions
 * would be slow and different on every run. So a wave of tiles is computed into windows of their own, and then added
 * stripe by stripe of the input: each pixel gets its contributions in the order of the tiles, the same as from one
 * thread.
 */
final class OrderedMerge {

    /** Tiles of a wave for each thread: enough that a slow tile does not leave the others waiting. */
    private static final int TILES_PER_THREAD = 4;

    private final WarpPlan plan;
    private final List<Tile> tiles = new ArrayList<>();
    private final Pool<float[]> rows;

    OrderedMerge(WarpPlan plan) {
        this.plan = plan;
        this.rows = new Pool<>(() -> new float[plan.geometry().input().width()]);
    }

    static int waveTiles(int threads) {
        return TILES_PER_THREAD * threads;
    }

    /** Forgets all pieces, for a wave of so many tiles. */
    void begin(int waveTiles) {
        while (tiles.size() < waveTiles) {
            tiles.add(new Tile());
        }
        tiles.forEach(tile -> tile.used = 0);
    }

    /** Where a tile of the wave leaves its pieces. */
    GradientSink sink(int tileOfWave) {
        return tiles.get(tileOfWave);
    }

    /** Adds all pieces to the image whose first channel starts at {@code start}. */
    void addTo(FloatBuffer gradient, int start, int channels, int threads) {
        ImageSize image = plan.geometry().input();
        int stripeRows = (image.height() + threads - 1) / threads;
        Workers.run(threads, channels * threads, rows, (scratch, task) -> {
            int channel = task / threads;
            int firstRow = task % threads * stripeRows;
            int endRow = Math.min(firstRow + stripeRows, image.height());
            for (Tile tile : tiles) {
                for (int i = 0; i < tile.used; i++) {
                    if (tile.channels.get(i) == channel) {
                        tile.windows
                                .get(i)
                                .addTo(gradient, start + channel * image.pixels(), firstRow, endRow, scratch);
                    }
                }
            }
        });
    }

    /** The pieces of one tile, in the order in which they were computed. */
    private final class Tile implements GradientSink {
        private final List<Window> windows = new ArrayList<>();
        private final List<Integer> channels = new ArrayList<>();
        private int used;

        @Override
        public Window open(int channel) {
            if (used == windows.size()) {
                windows.add(new Window(plan.outside(), plan.geometry().input()));
                channels.add(channel);
            }
            channels.set(used, channel);
            return windows.get(used++);
        }

        @Override
        public void close(Window window, int channel) {
            // It is kept until the wave is merged.
        }
    }
}
