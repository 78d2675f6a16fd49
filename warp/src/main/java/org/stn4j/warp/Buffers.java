package org.stn4j.warp;

import java.nio.FloatBuffer;

/** Bulk writes that buffers lack. */
final class Buffers {
    private static final float[] ZEROS = new float[4096];

    private Buffers() {}

    static void zero(FloatBuffer buffer, int from, int n) {
        for (int done = 0; done < n; done += ZEROS.length) {
            buffer.put(from + done, ZEROS, 0, Math.min(ZEROS.length, n - done));
        }
    }
}
