package org.stn4j.warp.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.kernel.Sampler;
import org.stn4j.warp.kernel.ScalarKernels;
import org.stn4j.warp.kernel.Taps;

/** The nearest pixel; places are rounded in vectors. Reading them is the scalar sampler's: one lookup a sample. */
final class VectorNearest implements Sampler {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    /**
     * Added to a number of less than {@link #LIMIT}, it leaves no room for a fraction: the processor rounds, half to even
     * as {@link Math#rint} does, and the bits of the sum are this number's bits plus the whole number.
     */
    private static final float ROUNDER = 3 << 22;

    private static final float LIMIT = 1 << 22;

    private final Sampler scalar = new ScalarKernels().sampler(Interpolation.NEAREST);

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
        int zeroX = Float.floatToRawIntBits(ROUNDER) + left;
        int zeroY = Float.floatToRawIntBits(ROUNDER) + top;
        FloatVector furthest = FloatVector.zero(SPECIES);
        int i = from;
        for (; i + SPECIES.length() <= to; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, xs, i);
            FloatVector y = FloatVector.fromArray(SPECIES, ys, i);
            furthest = furthest.max(x.abs()).max(y.abs());
            IntVector column = x.add(ROUNDER).reinterpretAsInts().sub(zeroX);
            IntVector row = y.add(ROUNDER).reinterpretAsInts().sub(zeroY);
            row.mul(taps.stride).add(column).intoArray(taps.index, i);
        }
        boolean isTooFar = furthest.compare(VectorOperators.GE, LIMIT).anyTrue();
        scalar.locate(xs, ys, isTooFar ? from : i, to, left, top, taps);
    }

    @Override
    public void read(float[] window, Taps taps, int from, int to, float[] values) {
        scalar.read(window, taps, from, to, values);
    }

    @Override
    public void coordinateGradient(
            float[] window, Taps taps, int from, int to, float[] gradient, float[] dxs, float[] dys, boolean add) {
        scalar.coordinateGradient(window, taps, from, to, gradient, dxs, dys, add);
    }

    @Override
    public void scatter(float[] gradientWindow, int size, Taps taps, int from, int to, float[] gradient) {
        scalar.scatter(gradientWindow, size, taps, from, to, gradient);
    }
}
