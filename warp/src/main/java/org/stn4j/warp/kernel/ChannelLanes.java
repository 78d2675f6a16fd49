package org.stn4j.warp.kernel;

/**
 * Brings several channels into one array and back, number by number: of each pixel the values of all channels, one after
 * the other.
 */
public interface ChannelLanes {

    /**
     * Writes {@code n} numbers of each channel.
     *
     * @param channels as many as there are lanes
     * @param lanes is written from pixel {@code at} on
     */
    void interleave(float[][] channels, int from, int n, float[] lanes, int at);

    /** Reads {@code n} numbers of each channel: the opposite of {@link #interleave}. */
    void separate(float[] lanes, int at, float[][] channels, int from, int n);
}
