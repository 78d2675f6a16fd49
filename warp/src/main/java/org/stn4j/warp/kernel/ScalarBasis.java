package org.stn4j.warp.kernel;

/** Sums over the functions of a {@link Basis}, and over its samples. */
final class ScalarBasis {
    private ScalarBasis() {}

    static void combine(Basis basis, float[] weights, int firstWeight, float[] into, int at) {
        for (int row = 0; row < basis.rows(); row++) {
            int to = at + row * basis.columns();
            // Four functions at a time: the result is then read and written a quarter as often.
            int k = 0;
            for (; k + 3 < basis.functions(); k += 4) {
                addFour(weights, firstWeight + k, basis.values(), basis.at(k, row), basis.stride(), into, to, basis);
            }
            for (; k < basis.functions(); k++) {
                addOne(weights[firstWeight + k], basis.values(), basis.at(k, row), into, to, basis.columns());
            }
        }
    }

    private static void addFour(
            float[] weights, int first, float[] values, int from, int stride, float[] into, int at, Basis basis) {
        float w0 = weights[first];
        float w1 = weights[first + 1];
        float w2 = weights[first + 2];
        float w3 = weights[first + 3];
        int n = basis.columns();
        for (int i = 0; i < n; i++) {
            into[at + i] += w0 * values[from + i]
                    + w1 * values[from + stride + i]
                    + w2 * values[from + 2 * stride + i]
                    + w3 * values[from + 3 * stride + i];
        }
    }

    private static void addOne(float weight, float[] values, int from, float[] into, int at, int n) {
        for (int i = 0; i < n; i++) {
            into[at + i] += weight * values[from + i];
        }
    }

    static void project(Basis basis, float[] gradient, int at, double[] sums, int firstSum) {
        for (int k = 0; k < basis.functions(); k++) {
            for (int row = 0; row < basis.rows(); row++) {
                sums[firstSum + k] +=
                        dot(gradient, at + row * basis.columns(), basis.values(), basis.at(k, row), basis.columns());
            }
        }
    }

    /** Four sums at a time: a single one would wait for each addition before it starts the next. */
    private static float dot(float[] a, int atA, float[] b, int atB, int n) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            s0 += a[atA + i] * b[atB + i];
            s1 += a[atA + i + 1] * b[atB + i + 1];
            s2 += a[atA + i + 2] * b[atB + i + 2];
            s3 += a[atA + i + 3] * b[atB + i + 3];
        }
        for (; i < n; i++) {
            s0 += a[atA + i] * b[atB + i];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
