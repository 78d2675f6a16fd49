package org.stn4j.bench;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;

/** How fast this machine copies memory, with the same number of threads: the most that any warp could move. */
final class CopyBandwidth {
    private static final int BYTES = 1 << 26;
    private static final int ROUNDS = 9;

    private CopyBandwidth() {}

    /** Bytes a second, read and written together: the best of several rounds over buffers far larger than the caches. */
    static double bytesPerSecond(int threads) {
        ByteBuffer from = ByteBuffer.allocateDirect(BYTES);
        ByteBuffer to = ByteBuffer.allocateDirect(BYTES);
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            int piece = BYTES / threads;
            IntStream.range(0, threads).parallel().forEach(i -> to.put(i * piece, from, i * piece, piece));
            best = Math.max(best, 2.0 * piece * threads / (System.nanoTime() - start) * 1e9);
        }
        return best;
    }
}
