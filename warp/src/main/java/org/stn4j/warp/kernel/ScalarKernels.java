package org.stn4j.warp.kernel;

import org.stn4j.warp.Interpolation;

/** Plain Java: the specification that every other backend is held against, and the fastest one on JDK 17. */
public final class ScalarKernels implements Kernels {

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public Sampler sampler(Interpolation interpolation) {
        return switch (interpolation) {
            case NEAREST -> new ScalarNearest();
            case BILINEAR -> new ScalarBilinear();
            case BICUBIC -> new ScalarBicubic();
        };
    }

    @Override
    public Moments moments(float[] values, float[] first, float[] second, int n) {
        // Two of each at a time: a single sum would wait for each addition before it starts the next.
        float zeroth0 = 0;
        float zeroth1 = 0;
        float first0 = 0;
        float first1 = 0;
        float second0 = 0;
        float second1 = 0;
        int i = 0;
        for (; i + 1 < n; i += 2) {
            zeroth0 += values[i];
            zeroth1 += values[i + 1];
            first0 += values[i] * first[i];
            first1 += values[i + 1] * first[i + 1];
            second0 += values[i] * second[i];
            second1 += values[i + 1] * second[i + 1];
        }
        if (i < n) {
            zeroth0 += values[i];
            first0 += values[i] * first[i];
            second0 += values[i] * second[i];
        }
        return new Moments((double) zeroth0 + zeroth1, (double) first0 + first1, (double) second0 + second1);
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
        for (int i = 0; i < n; i++) {
            float inverse = 1 / denominator.at(columns[i], rows[i]);
            into[i] = numerator.at(columns[i], rows[i]) * inverse + start;
        }
    }

    @Override
    public void divide(float[] columns, float[] rows, int n, float[] values, LinearForm denominator, float[] into) {
        for (int i = 0; i < n; i++) {
            into[i] = values[i] * (1 / denominator.at(columns[i], rows[i]));
        }
    }

    @Override
    public void combine(Basis basis, float[] weights, float[] xs, float[] ys) {
        ScalarBasis.combine(basis, weights, 0, xs);
        ScalarBasis.combine(basis, weights, basis.functions(), ys);
    }

    @Override
    public void project(Basis basis, float[] dxs, float[] dys, double[] sums) {
        ScalarBasis.project(basis, dxs, dys, sums);
    }

    @Override
    public Range range(float[] values, int from, int to) {
        float least = Float.POSITIVE_INFINITY;
        float greatest = Float.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            // Comparisons with NaN are false.
            if (values[i] < least) {
                least = values[i];
            }
            if (values[i] > greatest) {
                greatest = values[i];
            }
        }
        return least > greatest ? new Range(0, 0) : new Range(least, greatest);
    }

    @Override
    public void clamp(float[] xs, float[] ys, int from, int to, Bounds bounds) {
        float minX = bounds.minX();
        float maxX = bounds.maxX();
        float minY = bounds.minY();
        float maxY = bounds.maxY();
        for (int i = from; i < to; i++) {
            float x = xs[i];
            float y = ys[i];
            if (x >= minX && x <= maxX && y >= minY && y <= maxY) {
                continue;
            }
            if (!Float.isFinite(x) || !Float.isFinite(y)) {
                xs[i] = bounds.undefinedX();
                ys[i] = bounds.undefinedY();
            } else {
                xs[i] = Math.max(minX, Math.min(x, maxX));
                ys[i] = Math.max(minY, Math.min(y, maxY));
            }
        }
    }
}
