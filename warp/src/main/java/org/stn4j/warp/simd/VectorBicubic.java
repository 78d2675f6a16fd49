package org.stn4j.warp.simd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.kernel.Sampler;
import org.stn4j.warp.kernel.ScalarKernels;
import org.stn4j.warp.kernel.Taps;

/**
 * Bicubic interpolation of one channel, a row of four taps at a time.
 *
 * <p>Products and sums that have to cancel to exactly zero, where an image is flat, are not fused.
 */
final class VectorBicubic implements Sampler {
    private static final int KEPT = CubicWeights.KEPT;
    private static final int ROWS = CubicWeights.ROWS;

    /**
     * Parts of a tile that take turns in giving their gradients. Neighbours overlap by all but one of their taps, and
     * reading a vector of which only a part was just written makes the processor wait until it is in the cache.
     */
    private static final int PARTS = 8;

    private final Sampler scalar = new ScalarKernels().sampler(Interpolation.BICUBIC);

    @Override
    public int before() {
        return scalar.before();
    }

    @Override
    public int after() {
        return scalar.after();
    }

    @Override
    public void locate(float[] xs, float[] ys, int from, int to, int left, int top, Taps taps) {
        scalar.locate(xs, ys, from, to, left, top, taps);
        CubicWeights.keepWeights(taps, from, to);
    }

    @Override
    public void read(float[] window, Taps taps, int from, int to, float[] values) {
        float[] weights = taps.weights;
        int stride = taps.stride;
        for (int i = from; i < to; i++) {
            FloatVector columns = CubicRows.summed(window, taps.index[i], stride, weights, KEPT * i + ROWS);
            values[i] = CubicRows.sum(columns.mul(CubicRows.row(weights, KEPT * i)));
        }
    }

    @Override
    public void coordinateGradient(
            float[] window, Taps taps, int from, int to, float[] gradient, float[] dxs, float[] dys, boolean add) {
        if (!add) {
            CubicWeights.keepSlopes(taps, from, to);
        }
        float[] weights = taps.weights;
        float[] slopes = taps.slopes;
        int stride = taps.stride;
        for (int i = from; i < to; i++) {
            int w = KEPT * i;
            FloatVector alongX = CubicRows.summed(window, taps.index[i], stride, weights, w + ROWS);
            FloatVector alongY = CubicRows.summed(window, taps.index[i], stride, slopes, w + ROWS);
            float dx = gradient[i] * CubicRows.sum(alongX.mul(CubicRows.row(slopes, w)));
            float dy = gradient[i] * CubicRows.sum(alongY.mul(CubicRows.row(weights, w)));
            dxs[i] = add ? dxs[i] + dx : dx;
            dys[i] = add ? dys[i] + dy : dy;
        }
    }

    @Override
    public void scatter(float[] gradientWindow, int size, Taps taps, int from, int to, float[] gradient) {
        Arrays.fill(gradientWindow, 0, size, 0);
        int part = (to - from) / PARTS;
        for (int i = from; i < from + part; i++) {
            for (int turn = 0; turn < PARTS; turn++) {
                CubicRows.add(gradientWindow, taps, i + turn * part, gradient);
            }
        }
        for (int i = from + PARTS * part; i < to; i++) {
            CubicRows.add(gradientWindow, taps, i, gradient);
        }
    }
}
