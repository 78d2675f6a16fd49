package org.stn4j.warp.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.stn4j.warp.kernel.Kernels;
import org.stn4j.warp.kernel.Sampler;
import org.stn4j.warp.kernel.Taps;

/**
 * Bilinear interpolation of one channel; the formulas are the scalar sampler's, and so are the bits of values and
 * coordinate gradients.
 *
 * <p>The time goes into reading four taps from computed places. The two in a row are neighbours, so they are read as a
 * vector of two, and interpolated downwards in it at once: two loads for each sample instead of four. What is left,
 * pairs of a left and a right number in scratch memory, is worked off in full vectors.
 */
final class VectorBilinear implements Sampler {
    private static final VectorSpecies<Float> PAIR = FloatVector.SPECIES_64;
    private static final VectorSpecies<Float> FULL = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = FULL.length();

    private static final VectorShuffle<Float> LEFT = VectorShuffle.fromOp(FULL, lane -> 2 * lane);
    private static final VectorShuffle<Float> RIGHT = VectorShuffle.fromOp(FULL, lane -> 2 * lane + 1);

    /** Samples between the two passes; their pairs stay in the first-level cache. */
    private static final int PIECE = 1024;

    private final Sampler scalar;

    VectorBilinear(Sampler scalar) {
        this.scalar = scalar;
    }

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
    }

    /** In one go over the places, without writing them. */
    @Override
    public void clampAndLocate(
            float[] xs, float[] ys, int from, int to, Kernels.Bounds bounds, int left, int top, Taps taps) {
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            FloatVector x = FloatVector.fromArray(FULL, xs, i);
            FloatVector y = FloatVector.fromArray(FULL, ys, i);
            // Infinity minus itself is NaN, and NaN is equal to nothing.
            VectorMask<Float> undefined = x.sub(x).add(y.sub(y)).compare(VectorOperators.NE, 0);
            x = x.max(bounds.minX())
                    .min(bounds.maxX())
                    .blend(bounds.undefinedX(), undefined)
                    .sub(left);
            y = y.max(bounds.minY())
                    .min(bounds.maxY())
                    .blend(bounds.undefinedY(), undefined)
                    .sub(top);
            // Inside the window both are positive, where the conversion rounds down.
            IntVector column = (IntVector) x.convert(VectorOperators.F2I, 0);
            IntVector row = (IntVector) y.convert(VectorOperators.F2I, 0);
            row.mul(taps.stride).add(column).intoArray(taps.index, i);
            x.sub(column.convert(VectorOperators.I2F, 0)).intoArray(taps.fractionX, i);
            y.sub(row.convert(VectorOperators.I2F, 0)).intoArray(taps.fractionY, i);
        }
        scalar.clampAndLocate(xs, ys, i, to, bounds, left, top, taps);
    }

    @Override
    public void read(float[] window, Taps taps, int from, int to, float[] values) {
        float[] pairs = taps.scratch(2 * PIECE);
        for (int at = from; at < to; at += PIECE) {
            int end = Math.min(at + PIECE, to);
            downwards(window, taps, at, end, pairs);
            across(pairs, taps.fractionX, at, end, values);
        }
    }

    private static void downwards(float[] window, Taps taps, int from, int to, float[] pairs) {
        int[] index = taps.index;
        float[] fractionY = taps.fractionY;
        int stride = taps.stride;
        for (int i = from; i < to; i++) {
            int k = index[i];
            FloatVector above = FloatVector.fromArray(PAIR, window, k);
            FloatVector.fromArray(PAIR, window, k + stride)
                    .sub(above)
                    .mul(fractionY[i])
                    .add(above)
                    .intoArray(pairs, 2 * (i - from));
        }
    }

    private static void across(float[] pairs, float[] fractionX, int from, int to, float[] values) {
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            FloatVector first = FloatVector.fromArray(FULL, pairs, 2 * (i - from));
            FloatVector second = FloatVector.fromArray(FULL, pairs, 2 * (i - from) + LANES);
            FloatVector left = first.rearrange(LEFT, second);
            first.rearrange(RIGHT, second)
                    .sub(left)
                    .mul(FloatVector.fromArray(FULL, fractionX, i))
                    .add(left)
                    .intoArray(values, i);
        }
        for (; i < to; i++) {
            float left = pairs[2 * (i - from)];
            values[i] = left + fractionX[i] * (pairs[2 * (i - from) + 1] - left);
        }
    }

    @Override
    public void coordinateGradient(
            float[] window, Taps taps, int from, int to, float[] gradient, float[] dxs, float[] dys, boolean add) {
        float[] pairs = taps.scratch(4 * PIECE);
        for (int at = from; at < to; at += PIECE) {
            int end = Math.min(at + PIECE, to);
            valuesAndSlopes(window, taps, at, end, pairs);
            slopes(pairs, taps.fractionX, at, end, gradient, dxs, dys, add);
        }
    }

    /** As {@link #downwards}; the slopes go into the second half of the pairs. */
    private static void valuesAndSlopes(float[] window, Taps taps, int from, int to, float[] pairs) {
        int[] index = taps.index;
        float[] fractionY = taps.fractionY;
        int stride = taps.stride;
        for (int i = from; i < to; i++) {
            int k = index[i];
            FloatVector above = FloatVector.fromArray(PAIR, window, k);
            FloatVector slope = FloatVector.fromArray(PAIR, window, k + stride).sub(above);
            slope.mul(fractionY[i]).add(above).intoArray(pairs, 2 * (i - from));
            slope.intoArray(pairs, 2 * (PIECE + i - from));
        }
    }

    private static void slopes(
            float[] pairs,
            float[] fractionX,
            int from,
            int to,
            float[] gradient,
            float[] dxs,
            float[] dys,
            boolean add) {
        int i = from;
        for (; i + LANES <= to; i += LANES) {
            int value = 2 * (i - from);
            int slope = 2 * (PIECE + i - from);
            FloatVector g = FloatVector.fromArray(FULL, gradient, i);
            FloatVector first = FloatVector.fromArray(FULL, pairs, value);
            FloatVector second = FloatVector.fromArray(FULL, pairs, value + LANES);
            FloatVector dx = first.rearrange(RIGHT, second)
                    .sub(first.rearrange(LEFT, second))
                    .mul(g);
            first = FloatVector.fromArray(FULL, pairs, slope);
            second = FloatVector.fromArray(FULL, pairs, slope + LANES);
            FloatVector left = first.rearrange(LEFT, second);
            FloatVector dy = first.rearrange(RIGHT, second)
                    .sub(left)
                    .mul(FloatVector.fromArray(FULL, fractionX, i))
                    .add(left)
                    .mul(g);
            if (add) {
                dx = dx.add(FloatVector.fromArray(FULL, dxs, i));
                dy = dy.add(FloatVector.fromArray(FULL, dys, i));
            }
            dx.intoArray(dxs, i);
            dy.intoArray(dys, i);
        }
        for (; i < to; i++) {
            int value = 2 * (i - from);
            int slope = 2 * (PIECE + i - from);
            float dx = gradient[i] * (pairs[value + 1] - pairs[value]);
            float dy = gradient[i] * (pairs[slope] + fractionX[i] * (pairs[slope + 1] - pairs[slope]));
            dxs[i] = add ? dxs[i] + dx : dx;
            dys[i] = add ? dys[i] + dy : dy;
        }
    }

    /** Sums go to places that depend on each other, which vectors do not help with. */
    @Override
    public void scatter(float[] gradientWindow, int size, Taps taps, int from, int to, float[] gradient) {
        scalar.scatter(gradientWindow, size, taps, from, to, gradient);
    }
}
