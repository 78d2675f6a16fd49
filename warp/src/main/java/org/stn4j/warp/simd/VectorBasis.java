package org.stn4j.warp.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.stn4j.warp.kernel.Basis;

/** Sums over the functions of a {@link Basis}, and over its samples: for x and y at once, which share the functions. */
final class VectorBasis {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private VectorBasis() {}

    static void combine(float[][] values, int n, float[] weights, float[] xs, float[] ys) {
        int functions = values.length;
        int i = 0;
        // Four vectors of x and of y: each sum waits for its last addition, so eight are needed to keep the unit busy.
        for (; i + 4 * LANES <= n; i += 4 * LANES) {
            FloatVector x0 = FloatVector.fromArray(SPECIES, xs, i);
            FloatVector x1 = FloatVector.fromArray(SPECIES, xs, i + LANES);
            FloatVector x2 = FloatVector.fromArray(SPECIES, xs, i + 2 * LANES);
            FloatVector x3 = FloatVector.fromArray(SPECIES, xs, i + 3 * LANES);
            FloatVector y0 = FloatVector.fromArray(SPECIES, ys, i);
            FloatVector y1 = FloatVector.fromArray(SPECIES, ys, i + LANES);
            FloatVector y2 = FloatVector.fromArray(SPECIES, ys, i + 2 * LANES);
            FloatVector y3 = FloatVector.fromArray(SPECIES, ys, i + 3 * LANES);
            for (int k = 0; k < functions; k++) {
                float[] function = values[k];
                FloatVector x = FloatVector.broadcast(SPECIES, weights[k]);
                FloatVector y = FloatVector.broadcast(SPECIES, weights[functions + k]);
                FloatVector value = FloatVector.fromArray(SPECIES, function, i);
                x0 = value.fma(x, x0);
                y0 = value.fma(y, y0);
                value = FloatVector.fromArray(SPECIES, function, i + LANES);
                x1 = value.fma(x, x1);
                y1 = value.fma(y, y1);
                value = FloatVector.fromArray(SPECIES, function, i + 2 * LANES);
                x2 = value.fma(x, x2);
                y2 = value.fma(y, y2);
                value = FloatVector.fromArray(SPECIES, function, i + 3 * LANES);
                x3 = value.fma(x, x3);
                y3 = value.fma(y, y3);
            }
            x0.intoArray(xs, i);
            x1.intoArray(xs, i + LANES);
            x2.intoArray(xs, i + 2 * LANES);
            x3.intoArray(xs, i + 3 * LANES);
            y0.intoArray(ys, i);
            y1.intoArray(ys, i + LANES);
            y2.intoArray(ys, i + 2 * LANES);
            y3.intoArray(ys, i + 3 * LANES);
        }
        for (; i + LANES <= n; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, xs, i);
            FloatVector y = FloatVector.fromArray(SPECIES, ys, i);
            for (int k = 0; k < functions; k++) {
                FloatVector value = FloatVector.fromArray(SPECIES, values[k], i);
                x = value.fma(FloatVector.broadcast(SPECIES, weights[k]), x);
                y = value.fma(FloatVector.broadcast(SPECIES, weights[functions + k]), y);
            }
            x.intoArray(xs, i);
            y.intoArray(ys, i);
        }
        for (; i < n; i++) {
            for (int k = 0; k < functions; k++) {
                xs[i] += weights[k] * values[k][i];
                ys[i] += weights[functions + k] * values[k][i];
            }
        }
    }

    static void project(float[][] values, int n, float[] dxs, float[] dys, double[] sums) {
        int k = 0;
        for (; k + 3 < values.length; k += 4) {
            projectFour(values, k, n, dxs, dys, sums);
        }
        for (; k < values.length; k++) {
            projectOne(values, k, n, dxs, dys, sums);
        }
    }

    /** Four functions at a time: the gradients are then read a quarter as often. */
    private static void projectFour(float[][] values, int k, int n, float[] dxs, float[] dys, double[] sums) {
        float[] b0 = values[k];
        float[] b1 = values[k + 1];
        float[] b2 = values[k + 2];
        float[] b3 = values[k + 3];
        FloatVector x0 = FloatVector.zero(SPECIES);
        FloatVector x1 = FloatVector.zero(SPECIES);
        FloatVector x2 = FloatVector.zero(SPECIES);
        FloatVector x3 = FloatVector.zero(SPECIES);
        FloatVector y0 = FloatVector.zero(SPECIES);
        FloatVector y1 = FloatVector.zero(SPECIES);
        FloatVector y2 = FloatVector.zero(SPECIES);
        FloatVector y3 = FloatVector.zero(SPECIES);
        for (int i = 0; i < SPECIES.loopBound(n); i += LANES) {
            FloatVector dx = FloatVector.fromArray(SPECIES, dxs, i);
            FloatVector dy = FloatVector.fromArray(SPECIES, dys, i);
            FloatVector value = FloatVector.fromArray(SPECIES, b0, i);
            x0 = value.fma(dx, x0);
            y0 = value.fma(dy, y0);
            value = FloatVector.fromArray(SPECIES, b1, i);
            x1 = value.fma(dx, x1);
            y1 = value.fma(dy, y1);
            value = FloatVector.fromArray(SPECIES, b2, i);
            x2 = value.fma(dx, x2);
            y2 = value.fma(dy, y2);
            value = FloatVector.fromArray(SPECIES, b3, i);
            x3 = value.fma(dx, x3);
            y3 = value.fma(dy, y3);
        }
        int functions = values.length;
        sums[k] += LaneSum.of(x0);
        sums[k + 1] += LaneSum.of(x1);
        sums[k + 2] += LaneSum.of(x2);
        sums[k + 3] += LaneSum.of(x3);
        sums[functions + k] += LaneSum.of(y0);
        sums[functions + k + 1] += LaneSum.of(y1);
        sums[functions + k + 2] += LaneSum.of(y2);
        sums[functions + k + 3] += LaneSum.of(y3);
        for (int j = k; j < k + 4; j++) {
            projectEnd(values, j, n, dxs, dys, sums);
        }
    }

    private static void projectOne(float[][] values, int k, int n, float[] dxs, float[] dys, double[] sums) {
        FloatVector x = FloatVector.zero(SPECIES);
        FloatVector y = FloatVector.zero(SPECIES);
        for (int i = 0; i < SPECIES.loopBound(n); i += LANES) {
            FloatVector value = FloatVector.fromArray(SPECIES, values[k], i);
            x = value.fma(FloatVector.fromArray(SPECIES, dxs, i), x);
            y = value.fma(FloatVector.fromArray(SPECIES, dys, i), y);
        }
        sums[k] += LaneSum.of(x);
        sums[values.length + k] += LaneSum.of(y);
        projectEnd(values, k, n, dxs, dys, sums);
    }

    /** The last samples, which fill no vector. */
    private static void projectEnd(float[][] values, int k, int n, float[] dxs, float[] dys, double[] sums) {
        float x = 0;
        float y = 0;
        for (int i = SPECIES.loopBound(n); i < n; i++) {
            x += values[k][i] * dxs[i];
            y += values[k][i] * dys[i];
        }
        sums[k] += x;
        sums[values.length + k] += y;
    }
}
