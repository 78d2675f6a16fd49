package org.stn4j.warp;

/**
 * Several channels in one array, number by number: of each pixel the values of all channels, one after the other.
 *
 * <p>Short pieces at a time, so that the lines which the channels share stay in the first-level cache while one channel
 * after the other goes over them.
 */
final class Lanes {
    /** Pixels of a piece: 16 channels of it take 16 KB. */
    static final int PIECE = 256;

    private Lanes() {}

    /** Writes {@code n} numbers of one channel. */
    static void scatter(float[] channel, int from, int n, float[] lanes, int at, int lane, int count) {
        int to = at * count + lane;
        for (int i = 0; i < n; i++) {
            lanes[to + i * count] = channel[from + i];
        }
    }

    /** Reads {@code n} numbers of one channel. */
    static void gather(float[] lanes, int at, int lane, int count, float[] channel, int to, int n) {
        int from = at * count + lane;
        for (int i = 0; i < n; i++) {
            channel[to + i] = lanes[from + i * count];
        }
    }
}
