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
        float[] products = taps.scratch(2 * LANES * LANES);
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            multiply(window, taps, i, i + LANES, gradient, (i - from) * LANES, products);
            VectorFold.fold(products, 0);
            VectorFold.fold(products, LANES * LANES);
            FloatVector dx = FloatVector.fromArray(SPECIES, products, 0);
            FloatVector dy = FloatVector.fromArray(SPECIES, products, LANES * LANES);
            (add ? dx.add(FloatVector.fromArray(SPECIES, dxs, i)) : dx).intoArray(dxs, i);
            (add ? dy.add(FloatVector.fromArray(SPECIES, dys, i)) : dy).intoArray(dys, i);
        }
        // The vectors left over from the last samples are folded with them, and left.
        multiply(window, taps, i, to, gradient, (i - from) * LANES, products);
        VectorFold.fold(products, 0);
        VectorFold.fold(products, LANES * LANES);
        for (int lane = 0; i < to; lane++, i++) {
            dxs[i] = add ? dxs[i] + products[lane] : products[lane];
            dys[i] = add ? dys[i] + products[LANES * LANES + lane] : products[LANES * LANES + lane];
        }
    }

    /** For each sample a vector of what every channel adds to the gradient of x, and behind these, of y. */
    private static void multiply(
            float[] window, Taps taps, int from, int to, float[] gradient, int at, float[] products) {
        int below = taps.stride * LANES;
        for (int i = from; i < to; i++) {
            int k = taps.index[i] * LANES;
            int row = (i - from) * LANES;
            FloatVector g = FloatVector.fromArray(SPECIES, gradient, at + row);
            FloatVector aboveLeft = FloatVector.fromArray(SPECIES, window, k);
            FloatVector aboveRight = FloatVector.fromArray(SPECIES, window, k + LANES);
            FloatVector slopeLeft =
                    FloatVector.fromArray(SPECIES, window, k + below).sub(aboveLeft);
            FloatVector twist = FloatVector.fromArray(SPECIES, window, k + below + LANES)
                    .sub(aboveRight)
                    .sub(slopeLeft);
            FloatVector slope = aboveRight.sub(aboveLeft);
            twist.mul(taps.fractionY[i]).add(slope).mul(g).intoArray(products, row);
            twist.mul(taps.fractionX[i]).add(slopeLeft).mul(g).intoArray(products, LANES * LANES + row);
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
            FloatVector.fromArray(SPECIES, gradientWindow, k)
                    .add(above.sub(aboveRight))
                    .intoArray(gradientWindow, k);
            FloatVector.fromArray(SPECIES, gradientWindow, k + LANES)
                    .add(aboveRight)
                    .intoArray(gradientWindow, k + LANES);
            FloatVector.fromArray(SPECIES, gradientWindow, k + down)
                    .add(below.sub(belowRight))
                    .intoArray(gradientWindow, k + down);
            FloatVector.fromArray(SPECIES, gradientWindow, k + down + LANES)
                    .add(belowRight)
                    .intoArray(gradientWindow, k + down + LANES);
        }
    }
}
