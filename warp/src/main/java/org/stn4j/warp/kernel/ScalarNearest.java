package org.stn4j.warp.kernel;

import java.util.Arrays;

/** The nearest pixel. Rounding is flat, so the coordinates get no gradient. */
final class ScalarNearest implements Sampler {

    @Override
    public int before() {
        return 0;
    }

    @Override
    public int after() {
        return 0;
    }

    @Override
    public void locate(float[] xs, float[] ys, int from, int to, int left, int top, Taps taps) {
        for (int i = from; i < to; i++) {
            int column = (int) Math.rint(xs[i]) - left;
            int row = (int) Math.rint(ys[i]) - top;
            taps.index[i] = row * taps.stride + column;
        }
    }

    @Override
    public void read(float[] window, Taps taps, int from, int to, float[] values) {
        for (int i = from; i < to; i++) {
            values[i] = window[taps.index[i]];
        }
    }

    @Override
    public void coordinateGradient(
            float[] window, Taps taps, int from, int to, float[] gradient, float[] dxs, float[] dys, boolean add) {
        // Moving a little leaves the nearest pixel the same.
        if (!add) {
            Arrays.fill(dxs, from, to, 0);
            Arrays.fill(dys, from, to, 0);
        }
    }

    @Override
    public void scatter(float[] gradientWindow, int size, Taps taps, int from, int to, float[] gradient) {
        Arrays.fill(gradientWindow, 0, size, 0);
        for (int i = from; i < to; i++) {
            gradientWindow[taps.index[i]] += gradient[i];
        }
    }
}
