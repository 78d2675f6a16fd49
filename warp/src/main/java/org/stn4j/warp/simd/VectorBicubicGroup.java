package org.stn4j.warp.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.stn4j.warp.kernel.GroupSampler;
import org.stn4j.warp.kernel.Taps;

/**
 * Bicubic interpolation of as many channels as a vector has lanes, with the weights that {@link VectorBicubic} kept when
 * it found the taps.
 */
final class VectorBicubicGroup implements GroupSampler {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int KEPT = CubicWeights.KEPT;
    private static final int ROWS = CubicWeights.ROWS;

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public void read(float[] window, Taps taps, int from, int to, float[] values) {
        float[] weights = taps.weights;
        int down = taps.stride * LANES;
        for (int i = from; i < to; i++) {
            int k = taps.index[i] * LANES;
            int w = KEPT * i;
            FloatVector value = CubicLanes.summed(window, k, weights, w).mul(weights[w + ROWS]);
            value = value.add(CubicLanes.summed(window, k + down, weights, w).mul(weights[w + ROWS + 1]));
            value = value.add(
                    CubicLanes.summed(window, k + 2 * down, weights, w).mul(weights[w + ROWS + 2]));
            value = value.add(
                    CubicLanes.summed(window, k + 3 * down, weights, w).mul(weights[w + ROWS + 3]));
            value.intoArray(values, (i - from) * LANES);
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
        int down = taps.stride * LANES;
        for (int i = from; i < to; i++) {
            int w = KEPT * i;
            FloatVector alongX = FloatVector.zero(SPECIES);
            FloatVector alongY = FloatVector.zero(SPECIES);
            for (int r = 0; r < ROWS; r++) {
                int k = taps.index[i] * LANES + r * down;
                alongX = alongX.add(CubicLanes.summed(window, k, slopes, w).mul(weights[w + ROWS + r]));
                alongY = alongY.add(CubicLanes.summed(window, k, weights, w).mul(slopes[w + ROWS + r]));
            }
            FloatVector g = FloatVector.fromArray(SPECIES, gradient, (i - from) * LANES);
            float dx = LaneSum.of(alongX.mul(g));
            float dy = LaneSum.of(alongY.mul(g));
            dxs[i] = add ? dxs[i] + dx : dx;
            dys[i] = add ? dys[i] + dy : dy;
        }
    }

    @Override
    public void scatter(float[] gradientWindow, Taps taps, int from, int to, float[] gradient) {
        float[] weights = taps.weights;
        int down = taps.stride * LANES;
        for (int i = from; i < to; i++) {
            int w = KEPT * i;
            FloatVector g = FloatVector.fromArray(SPECIES, gradient, (i - from) * LANES);
            for (int r = 0; r < ROWS; r++) {
                int k = taps.index[i] * LANES + r * down;
                FloatVector share = g.mul(weights[w + ROWS + r]);
                CubicLanes.add(gradientWindow, k, share.mul(weights[w]));
                CubicLanes.add(gradientWindow, k + LANES, share.mul(weights[w + 1]));
                CubicLanes.add(gradientWindow, k + 2 * LANES, share.mul(weights[w + 2]));
                CubicLanes.add(gradientWindow, k + 3 * LANES, share.mul(weights[w + 3]));
            }
        }
    }
}
