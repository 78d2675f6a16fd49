package org.stn4j.warp.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.stn4j.warp.kernel.Basis;

/** Sums over the functions of a {@link Basis}, and over its samples: for x and y at once, which share the functions. */
final class VectorBasis {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private VectorBasis() {}

    static void combine(Basis basis, float[] weights, float[] xs, float[] ys, int at) {
        for (int row = 0; row < basis.rows(); row++) {
            int from = basis.from() + row * basis.rowStride();
            combineRow(basis.values(), from, basis, weights, xs, ys, at + row * basis.columns());
        }
    }

    private static void combineRow(
            float[] values, int from, Basis basis, float[] weights, float[] xs, float[] ys, int at) {
        int functions = basis.functions();
        int stride = basis.stride();
        int columns = basis.columns();
        int i = 0;
        // Four vectors of x and of y: each sum waits for its last addition, so eight are needed to keep the unit busy.
        for (; i + 4 * LANES <= columns; i += 4 * LANES) {
            FloatVector x0 = FloatVector.fromArray(SPECIES, xs, at + i);
            FloatVector x1 = FloatVector.fromArray(SPECIES, xs, at + i + LANES);
            FloatVector x2 = FloatVector.fromArray(SPECIES, xs, at + i + 2 * LANES);
            FloatVector x3 = FloatVector.fromArray(SPECIES, xs, at + i + 3 * LANES);
            FloatVector y0 = FloatVector.fromArray(SPECIES, ys, at + i);
            FloatVector y1 = FloatVector.fromArray(SPECIES, ys, at + i + LANES);
            FloatVector y2 = FloatVector.fromArray(SPECIES, ys, at + i + 2 * LANES);
            FloatVector y3 = FloatVector.fromArray(SPECIES, ys, at + i + 3 * LANES);
            for (int k = 0; k < functions; k++) {
                int b = from + k * stride + i;
                FloatVector x = FloatVector.broadcast(SPECIES, weights[k]);
                FloatVector y = FloatVector.broadcast(SPECIES, weights[functions + k]);
                FloatVector value = FloatVector.fromArray(SPECIES, values, b);
                x0 = value.fma(x, x0);
                y0 = value.fma(y, y0);
                value = FloatVector.fromArray(SPECIES, values, b + LANES);
                x1 = value.fma(x, x1);
                y1 = value.fma(y, y1);
                value = FloatVector.fromArray(SPECIES, values, b + 2 * LANES);
                x2 = value.fma(x, x2);
                y2 = value.fma(y, y2);
                value = FloatVector.fromArray(SPECIES, values, b + 3 * LANES);
                x3 = value.fma(x, x3);
                y3 = value.fma(y, y3);
            }
            x0.intoArray(xs, at + i);
            x1.intoArray(xs, at + i + LANES);
            x2.intoArray(xs, at + i + 2 * LANES);
            x3.intoArray(xs, at + i + 3 * LANES);
            y0.intoArray(ys, at + i);
            y1.intoArray(ys, at + i + LANES);
            y2.intoArray(ys, at + i + 2 * LANES);
            y3.intoArray(ys, at + i + 3 * LANES);
        }
        for (; i + LANES <= columns; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, xs, at + i);
            FloatVector y = FloatVector.fromArray(SPECIES, ys, at + i);
            for (int k = 0; k < functions; k++) {
                FloatVector value = FloatVector.fromArray(SPECIES, values, from + k * stride + i);
                x = value.fma(FloatVector.broadcast(SPECIES, weights[k]), x);
                y = value.fma(FloatVector.broadcast(SPECIES, weights[functions + k]), y);
            }
            x.intoArray(xs, at + i);
            y.intoArray(ys, at + i);
        }
        for (; i < columns; i++) {
            for (int k = 0; k < functions; k++) {
                xs[at + i] += weights[k] * values[from + k * stride + i];
                ys[at + i] += weights[functions + k] * values[from + k * stride + i];
            }
        }
    }

    static void project(Basis basis, float[] dxs, float[] dys, int at, double[] sums) {
        int functions = basis.functions();
        int k = 0;
        for (; k + 3 < functions; k += 4) {
            projectFour(basis.values(), basis.from() + k * basis.stride(), basis, dxs, dys, at, sums, k);
        }
        for (; k < functions; k++) {
            projectOne(basis.values(), basis.from() + k * basis.stride(), basis, dxs, dys, at, sums, k);
        }
    }

    /** Four functions at a time: the gradients are then read a quarter as often. */
    private static void projectFour(
            float[] values, int from, Basis basis, float[] dxs, float[] dys, int at, double[] sums, int k) {
        int stride = basis.stride();
        int columns = basis.columns();
        int functions = basis.functions();
        FloatVector x0 = FloatVector.zero(SPECIES);
        FloatVector x1 = FloatVector.zero(SPECIES);
        FloatVector x2 = FloatVector.zero(SPECIES);
        FloatVector x3 = FloatVector.zero(SPECIES);
        FloatVector y0 = FloatVector.zero(SPECIES);
        FloatVector y1 = FloatVector.zero(SPECIES);
        FloatVector y2 = FloatVector.zero(SPECIES);
        FloatVector y3 = FloatVector.zero(SPECIES);
        int whole = SPECIES.loopBound(columns);
        for (int row = 0; row < basis.rows(); row++) {
            int b = from + row * basis.rowStride();
            int d = at + row * columns;
            for (int i = 0; i < whole; i += LANES) {
                FloatVector dx = FloatVector.fromArray(SPECIES, dxs, d + i);
                FloatVector dy = FloatVector.fromArray(SPECIES, dys, d + i);
                FloatVector value = FloatVector.fromArray(SPECIES, values, b + i);
                x0 = value.fma(dx, x0);
                y0 = value.fma(dy, y0);
                value = FloatVector.fromArray(SPECIES, values, b + stride + i);
                x1 = value.fma(dx, x1);
                y1 = value.fma(dy, y1);
                value = FloatVector.fromArray(SPECIES, values, b + 2 * stride + i);
                x2 = value.fma(dx, x2);
                y2 = value.fma(dy, y2);
                value = FloatVector.fromArray(SPECIES, values, b + 3 * stride + i);
                x3 = value.fma(dx, x3);
                y3 = value.fma(dy, y3);
            }
        }
        sums[k] += LaneSum.of(x0);
        sums[k + 1] += LaneSum.of(x1);
        sums[k + 2] += LaneSum.of(x2);
        sums[k + 3] += LaneSum.of(x3);
        sums[functions + k] += LaneSum.of(y0);
        sums[functions + k + 1] += LaneSum.of(y1);
        sums[functions + k + 2] += LaneSum.of(y2);
        sums[functions + k + 3] += LaneSum.of(y3);
        for (int j = 0; j < 4; j++) {
            projectEnds(values, from + j * stride, basis, dxs, dys, at, sums, k + j);
        }
    }

    private static void projectOne(
            float[] values, int from, Basis basis, float[] dxs, float[] dys, int at, double[] sums, int k) {
        int columns = basis.columns();
        FloatVector x = FloatVector.zero(SPECIES);
        FloatVector y = FloatVector.zero(SPECIES);
        int whole = SPECIES.loopBound(columns);
        for (int row = 0; row < basis.rows(); row++) {
            int b = from + row * basis.rowStride();
            int d = at + row * columns;
            for (int i = 0; i < whole; i += LANES) {
                FloatVector value = FloatVector.fromArray(SPECIES, values, b + i);
                x = value.fma(FloatVector.fromArray(SPECIES, dxs, d + i), x);
                y = value.fma(FloatVector.fromArray(SPECIES, dys, d + i), y);
            }
        }
        sums[k] += LaneSum.of(x);
        sums[basis.functions() + k] += LaneSum.of(y);
        projectEnds(values, from, basis, dxs, dys, at, sums, k);
    }

    /** The last samples of each row, which fill no vector. */
    private static void projectEnds(
            float[] values, int from, Basis basis, float[] dxs, float[] dys, int at, double[] sums, int k) {
        int columns = basis.columns();
        float x = 0;
        float y = 0;
        for (int row = 0; row < basis.rows(); row++) {
            int b = from + row * basis.rowStride();
            int d = at + row * columns;
            for (int i = SPECIES.loopBound(columns); i < columns; i++) {
                x += values[b + i] * dxs[d + i];
                y += values[b + i] * dys[d + i];
            }
        }
        sums[k] += x;
        sums[basis.functions() + k] += y;
    }

    /** The radial function of thin-plate splines, r²·log r², in place; 0 at 0. */
    static void thinPlate(float[] squaredDistances, int n) {
        int i = 0;
        for (; i + LANES <= n; i += LANES) {
            FloatVector r = FloatVector.fromArray(SPECIES, squaredDistances, i);
            // Far below every other distance, and far above where the logarithm would be infinite.
            r.max(Float.MIN_NORMAL).lanewise(VectorOperators.LOG).mul(r).intoArray(squaredDistances, i);
        }
        for (; i < n; i++) {
            float r = squaredDistances[i];
            squaredDistances[i] = (float) Math.log(Math.max(r, Float.MIN_NORMAL)) * r;
        }
    }
}
