package org.stn4j.warp.kernel;

/** {@link ChannelLanes} number by number. */
final class ScalarLanes implements ChannelLanes {

    @Override
    public void interleave(float[][] channels, int from, int n, float[] lanes, int at) {
        int count = channels.length;
        for (int lane = 0; lane < count; lane++) {
            int to = at * count + lane;
            for (int i = 0; i < n; i++) {
                lanes[to + i * count] = channels[lane][from + i];
            }
        }
    }

    @Override
    public void separate(float[] lanes, int at, float[][] channels, int from, int n) {
        int count = channels.length;
        for (int lane = 0; lane < count; lane++) {
            int start = at * count + lane;
            for (int i = 0; i < n; i++) {
                channels[lane][from + i] = lanes[start + i * count];
            }
        }
    }
}
