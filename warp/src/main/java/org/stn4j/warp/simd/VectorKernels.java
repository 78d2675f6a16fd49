package org.stn4j.warp.simd;

import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.kernel.Basis;
import org.stn4j.warp.kernel.ChannelLanes;
import org.stn4j.warp.kernel.GroupSampler;
import org.stn4j.warp.kernel.Kernels;
import org.stn4j.warp.kernel.LinearForm;
import org.stn4j.warp.kernel.Sampler;
import org.stn4j.warp.kernel.ScalarKernels;

/**
 * Kernels in vectors as wide as the machine's.
 *
 * <p>Written against the part of the API that works on arrays, which is the same from JDK 17 on. Only loops that the
 * compiler does not turn into vector code by itself are here; the rest is the scalar backend's.
 */
public final class VectorKernels implements Kernels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private final Kernels scalar = new ScalarKernels();

    @Override
    public String name() {
        return "simd, " + SPECIES.vectorBitSize() + " bit";
    }

    @Override
    public Sampler sampler(Interpolation interpolation) {
        return switch (interpolation) {
            case NEAREST -> new VectorNearest();
            case BILINEAR -> new VectorBilinear(scalar.sampler(interpolation));
            case BICUBIC -> new VectorBicubic();
        };
    }

    @Override
    public Optional<GroupSampler> groupSampler(Interpolation interpolation) {
        return switch (interpolation) {
            case NEAREST -> Optional.of(new VectorNearestGroup());
            case BILINEAR -> Optional.of(new VectorBilinearGroup());
            case BICUBIC -> Optional.of(new VectorBicubicGroup());
        };
    }

    @Override
    public ChannelLanes channelLanes() {
        return new VectorLanes();
    }

    @Override
    public Moments moments(float[] values, float[] first, float[] second, int n) {
        FloatVector zeroth = FloatVector.zero(SPECIES);
        FloatVector firsts = FloatVector.zero(SPECIES);
        FloatVector seconds = FloatVector.zero(SPECIES);
        int i = 0;
        for (; i < SPECIES.loopBound(n); i += SPECIES.length()) {
            FloatVector v = FloatVector.fromArray(SPECIES, values, i);
            zeroth = zeroth.add(v);
            firsts = v.fma(FloatVector.fromArray(SPECIES, first, i), firsts);
            seconds = v.fma(FloatVector.fromArray(SPECIES, second, i), seconds);
        }
        double zerothSum = LaneSum.of(zeroth);
        double firstSum = LaneSum.of(firsts);
        double secondSum = LaneSum.of(seconds);
        for (; i < n; i++) {
            zerothSum += values[i];
            firstSum += values[i] * first[i];
            secondSum += values[i] * second[i];
        }
        return new Moments(zerothSum, firstSum, secondSum);
    }

    @Override
    public void quotients(
            float[] columns,
            float[] rows,
            int n,
            LinearForm numerator,
            LinearForm denominator,
            float start,
            float[] into) {
        for (int i = VectorForms.quotients(columns, rows, n, numerator, denominator, start, into); i < n; i++) {
            float inverse = 1 / denominator.at(columns[i], rows[i]);
            into[i] = numerator.at(columns[i], rows[i]) * inverse + start;
        }
    }

    @Override
    public void divide(float[] columns, float[] rows, int n, float[] values, LinearForm denominator, float[] into) {
        for (int i = VectorForms.divide(columns, rows, n, values, denominator, into); i < n; i++) {
            into[i] = values[i] * (1 / denominator.at(columns[i], rows[i]));
        }
    }

    @Override
    public void combine(Basis basis, float[] weights, float[] xs, float[] ys) {
        VectorBasis.combine(basis.values(), basis.samples(), weights, xs, ys);
    }

    @Override
    public void project(Basis basis, float[] dxs, float[] dys, double[] sums) {
        VectorBasis.project(basis.values(), basis.samples(), dxs, dys, sums);
    }

    @Override
    public Range range(float[] values, int from, int to) {
        FloatVector least = FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY);
        FloatVector greatest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        int i = from;
        for (; i + SPECIES.length() <= to; i += SPECIES.length()) {
            FloatVector v = FloatVector.fromArray(SPECIES, values, i);
            VectorMask<Float> undefined = v.compare(VectorOperators.NE, v);
            least = least.min(v.blend(Float.POSITIVE_INFINITY, undefined));
            greatest = greatest.max(v.blend(Float.NEGATIVE_INFINITY, undefined));
        }
        float min = least.reduceLanes(VectorOperators.MIN);
        float max = greatest.reduceLanes(VectorOperators.MAX);
        for (; i < to; i++) {
            min = values[i] < min ? values[i] : min;
            max = values[i] > max ? values[i] : max;
        }
        return min > max ? new Range(0, 0) : new Range(min, max);
    }

    @Override
    public void clamp(float[] xs, float[] ys, int from, int to, Bounds bounds) {
        int i = from;
        for (; i + SPECIES.length() <= to; i += SPECIES.length()) {
            FloatVector x = FloatVector.fromArray(SPECIES, xs, i);
            FloatVector y = FloatVector.fromArray(SPECIES, ys, i);
            // Infinity minus itself is NaN, and NaN is equal to nothing.
            VectorMask<Float> undefined = x.sub(x).add(y.sub(y)).compare(VectorOperators.NE, 0);
            x.max(bounds.minX())
                    .min(bounds.maxX())
                    .blend(bounds.undefinedX(), undefined)
                    .intoArray(xs, i);
            y.max(bounds.minY())
                    .min(bounds.maxY())
                    .blend(bounds.undefinedY(), undefined)
                    .intoArray(ys, i);
        }
        scalar.clamp(xs, ys, i, to, bounds);
    }
}
