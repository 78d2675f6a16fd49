package org.stn4j.warp.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.stn4j.warp.kernel.GroupSampler;
import org.stn4j.warp.kernel.Taps;

/**
 * Bicubic interpolation of channels in the lanes of vectors, with the weights that {@link VectorBicubic} kept when
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
    public void read(float[] window, int channels, Taps taps, int from, int to, float[] values) {
        float[] weights = taps.weights;
        int down = taps.stride * channels;
        for (int i = from; i < to; i++) {
            int first = taps.index[i] * channels;
            int at = (i - from) * channels - first;
            int w = KEPT * i;
            for (int k = first; k < first + channels; k += LANES) {
                FloatVector value = FloatVector.zero(SPECIES);
                for (int r = 0; r < ROWS; r++) {
                    value = CubicLanes.summed(window, k + r * down, channels, weights, w)
                            .mul(weights[w + ROWS + r])
                            .add(value);
                }
                value.intoArray(values, at + k);
            }
        }
    }

    @Override
    public void coordinateGradient(
            float[] window,
            int channels,
            Taps taps,
            int from,
            int to,
            float[] gradient,
            float[] dxs,
            float[] dys,
            boolean add) {
        if (!add) {
            CubicWeights.keepSlopes(taps, from, to);
        }
        float[] weights = taps.weights;
        float[] slopes = taps.slopes;
        int down = taps.stride * channels;
        for (int i = from; i < to; i++) {
            int first = taps.index[i] * channels;
            int at = (i - from) * channels - first;
            int w = KEPT * i;
            FloatVector dx = FloatVector.zero(SPECIES);
            FloatVector dy = FloatVector.zero(SPECIES);
            for (int k = first; k < first + channels; k += LANES) {
                FloatVector alongX = FloatVector.zero(SPECIES);
                FloatVector alongY = FloatVector.zero(SPECIES);
                for (int r = 0; r < ROWS; r++) {
                    int row = k + r * down;
                    alongX = alongX.add(
                            CubicLanes.summed(window, row, channels, slopes, w).mul(weights[w + ROWS + r]));
                    alongY = alongY.add(
                            CubicLanes.summed(window, row, channels, weights, w).mul(slopes[w + ROWS + r]));
                }
                FloatVector g = FloatVector.fromArray(SPECIES, gradient, at + k);
                dx = dx.add(alongX.mul(g));
                dy = dy.add(alongY.mul(g));
            }
            dxs[i] = add ? dxs[i] + LaneSum.of(dx) : LaneSum.of(dx);
            dys[i] = add ? dys[i] + LaneSum.of(dy) : LaneSum.of(dy);
        }
    }

    @Override
    public void scatter(float[] gradientWindow, int channels, Taps taps, int from, int to, float[] gradient) {
        float[] weights = taps.weights;
        int down = taps.stride * channels;
        for (int i = from; i < to; i++) {
            int first = taps.index[i] * channels;
            int at = (i - from) * channels - first;
            int w = KEPT * i;
            for (int k = first; k < first + channels; k += LANES) {
                FloatVector g = FloatVector.fromArray(SPECIES, gradient, at + k);
                for (int r = 0; r < ROWS; r++) {
                    int row = k + r * down;
                    FloatVector share = g.mul(weights[w + ROWS + r]);
                    CubicLanes.add(gradientWindow, row, share.mul(weights[w]));
                    CubicLanes.add(gradientWindow, row + channels, share.mul(weights[w + 1]));
                    CubicLanes.add(gradientWindow, row + 2 * channels, share.mul(weights[w + 2]));
                    CubicLanes.add(gradientWindow, row + 3 * channels, share.mul(weights[w + 3]));
                }
            }
        }
    }
}
