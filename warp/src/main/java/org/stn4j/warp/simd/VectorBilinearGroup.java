package org.stn4j.warp.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.stn4j.warp.kernel.GroupSampler;
import org.stn4j.warp.kernel.Taps;

/** Bilinear interpolation of channels in the lanes of vectors; the formulas are the scalar sampler's. */
final class VectorBilinearGroup implements GroupSampler {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public void read(float[] window, int channels, Taps taps, int from, int to, float[] values) {
        int below = taps.stride * channels;
        for (int i = from; i < to; i++) {
            int first = taps.index[i] * channels;
            int at = (i - from) * channels - first;
            float fx = taps.fractionX[i];
            float fy = taps.fractionY[i];
            for (int k = first; k < first + channels; k += LANES) {
                FloatVector aboveLeft = FloatVector.fromArray(SPECIES, window, k);
                FloatVector aboveRight = FloatVector.fromArray(SPECIES, window, k + channels);
                FloatVector left = FloatVector.fromArray(SPECIES, window, k + below)
                        .sub(aboveLeft)
                        .mul(fy)
                        .add(aboveLeft);
                FloatVector right = FloatVector.fromArray(SPECIES, window, k + below + channels)
                        .sub(aboveRight)
                        .mul(fy)
                        .add(aboveRight);
                right.sub(left).mul(fx).add(left).intoArray(values, at + k);
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
        float[] products = taps.scratch(2 * LANES * LANES);
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            multiply(window, channels, taps, i, i + LANES, gradient, (i - from) * channels, products);
            VectorFold.fold(products, 0);
            VectorFold.fold(products, LANES * LANES);
            FloatVector dx = FloatVector.fromArray(SPECIES, products, 0);
            FloatVector dy = FloatVector.fromArray(SPECIES, products, LANES * LANES);
            (add ? dx.add(FloatVector.fromArray(SPECIES, dxs, i)) : dx).intoArray(dxs, i);
            (add ? dy.add(FloatVector.fromArray(SPECIES, dys, i)) : dy).intoArray(dys, i);
        }
        // The vectors left over from the last samples are folded with them, and left.
        multiply(window, channels, taps, i, to, gradient, (i - from) * channels, products);
        VectorFold.fold(products, 0);
        VectorFold.fold(products, LANES * LANES);
        for (int lane = 0; i < to; lane++, i++) {
            dxs[i] = add ? dxs[i] + products[lane] : products[lane];
            dys[i] = add ? dys[i] + products[LANES * LANES + lane] : products[LANES * LANES + lane];
        }
    }

    /** For each sample a vector of what the channels in each lane add to the gradient of x, and behind these, of y. */
    private static void multiply(
            float[] window, int channels, Taps taps, int from, int to, float[] gradient, int at, float[] products) {
        int below = taps.stride * channels;
        for (int i = from; i < to; i++) {
            int row = (i - from) * LANES;
            int first = taps.index[i] * channels;
            int g = at + (i - from) * channels - first;
            float fx = taps.fractionX[i];
            float fy = taps.fractionY[i];
            FloatVector dx = FloatVector.zero(SPECIES);
            FloatVector dy = FloatVector.zero(SPECIES);
            for (int k = first; k < first + channels; k += LANES) {
                FloatVector aboveLeft = FloatVector.fromArray(SPECIES, window, k);
                FloatVector aboveRight = FloatVector.fromArray(SPECIES, window, k + channels);
                FloatVector slopeLeft =
                        FloatVector.fromArray(SPECIES, window, k + below).sub(aboveLeft);
                FloatVector twist = FloatVector.fromArray(SPECIES, window, k + below + channels)
                        .sub(aboveRight)
                        .sub(slopeLeft);
                FloatVector slope = aboveRight.sub(aboveLeft);
                FloatVector gradients = FloatVector.fromArray(SPECIES, gradient, g + k);
                dx = twist.mul(fy).add(slope).mul(gradients).add(dx);
                dy = twist.mul(fx).add(slopeLeft).mul(gradients).add(dy);
            }
            dx.intoArray(products, row);
            dy.intoArray(products, LANES * LANES + row);
        }
    }

    @Override
    public void scatter(float[] gradientWindow, int channels, Taps taps, int from, int to, float[] gradient) {
        int down = taps.stride * channels;
        for (int i = from; i < to; i++) {
            int first = taps.index[i] * channels;
            int at = (i - from) * channels - first;
            float fx = taps.fractionX[i];
            float fy = taps.fractionY[i];
            for (int k = first; k < first + channels; k += LANES) {
                FloatVector g = FloatVector.fromArray(SPECIES, gradient, at + k);
                FloatVector below = g.mul(fy);
                FloatVector above = g.sub(below);
                FloatVector belowRight = below.mul(fx);
                FloatVector aboveRight = above.mul(fx);
                FloatVector.fromArray(SPECIES, gradientWindow, k)
                        .add(above.sub(aboveRight))
                        .intoArray(gradientWindow, k);
                FloatVector.fromArray(SPECIES, gradientWindow, k + channels)
                        .add(aboveRight)
                        .intoArray(gradientWindow, k + channels);
                FloatVector.fromArray(SPECIES, gradientWindow, k + down)
                        .add(below.sub(belowRight))
                        .intoArray(gradientWindow, k + down);
                FloatVector.fromArray(SPECIES, gradientWindow, k + down + channels)
                        .add(belowRight)
                        .intoArray(gradientWindow, k + down + channels);
            }
        }
    }
}
