package org.stn4j.warp.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.stn4j.warp.kernel.GroupSampler;
import org.stn4j.warp.kernel.Taps;

/** Bilinear interpolation of as many channels as a vector has lanes; the formulas are the scalar sampler's. */
final class VectorBilinearGroup implements GroupSampler {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public void read(float[] window, Taps taps, int from, int to, float[] values) {
        int below = taps.stride * LANES;
        for (int i = from; i < to; i++) {
            int k = taps.index[i] * LANES;
            float fy = taps.fractionY[i];
            FloatVector aboveLeft = FloatVector.fromArray(SPECIES, window, k);
            FloatVector aboveRight = FloatVector.fromArray(SPECIES, window, k + LANES);
            FloatVector left = FloatVector.fromArray(SPECIES, window, k + below)
                    .sub(aboveLeft)
                    .mul(fy)
                    .add(aboveLeft);
            FloatVector right = FloatVector.fromArray(SPECIES, window, k + below + LANES)
                    .sub(aboveRight)
                    .mul(fy)
                    .add(aboveRight);
            right.sub(left).mul(taps.fractionX[i]).add(left).intoArray(values, (i - from) * LANES);
        }
    }

    @Override
    public void coordinateGradient(
            float[] window, Taps taps, int from, int to, float[] gradient, float[] dxs, float[] dys, boolean add) {
        int below = taps.stride * LANES;
        for (int i = from; i < to; i++) {
            int k = taps.index[i] * LANES;
            FloatVector g = FloatVector.fromArray(SPECIES, gradient, (i - from) * LANES);
            FloatVector aboveLeft = FloatVector.fromArray(SPECIES, window, k);
            FloatVector aboveRight = FloatVector.fromArray(SPECIES, window, k + LANES);
            FloatVector slopeLeft =
                    FloatVector.fromArray(SPECIES, window, k + below).sub(aboveLeft);
            FloatVector twist = FloatVector.fromArray(SPECIES, window, k + below + LANES)
                    .sub(aboveRight)
                    .sub(slopeLeft);
            FloatVector slope = aboveRight.sub(aboveLeft);
            float dx = LaneSum.of(twist.mul(taps.fractionY[i]).add(slope).mul(g));
            float dy = LaneSum.of(twist.mul(taps.fractionX[i]).add(slopeLeft).mul(g));
            dxs[i] = add ? dxs[i] + dx : dx;
            dys[i] = add ? dys[i] + dy : dy;
        }
    }

    @Override
    public void scatter(float[] gradientWindow, Taps taps, int from, int to, float[] gradient) {
        int down = taps.stride * LANES;
        for (int i = from; i < to; i++) {
            int k = taps.index[i] * LANES;
            FloatVector g = FloatVector.fromArray(SPECIES, gradient, (i - from) * LANES);
            FloatVector below = g.mul(taps.fractionY[i]);
            FloatVector above = g.sub(below);
            FloatVector belowRight = below.mul(taps.fractionX[i]);
            FloatVector aboveRight = above.mul(taps.fractionX[i]);
            add(gradientWindow, k, above.sub(aboveRight));
            add(gradientWindow, k + LANES, aboveRight);
            add(gradientWindow, k + down, below.sub(belowRight));
            add(gradientWindow, k + down + LANES, belowRight);
        }
    }

    private static void add(float[] window, int at, FloatVector values) {
        FloatVector.fromArray(SPECIES, window, at).add(values).intoArray(window, at);
    }
}
