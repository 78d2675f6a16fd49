package org.stn4j.warp.kernel;

/** Sums over the functions of a {@link Basis}, and over its samples. */
final class ScalarBasis {
    private ScalarBasis() {}

    static void combine(Basis basis, float[] weights, int firstWeight, float[] into) {
        float[][] values = basis.values();
        int n = basis.samples();
        // Four functions at a time: the result is then read and written a quarter as often.
        int k = 0;
        for (; k + 3 < values.length; k += 4) {
            addFour(weights, firstWeight + k, values[k], values[k + 1], values[k + 2], values[k + 3], n, into);
        }
        for (; k < values.length; k++) {
            addOne(weights[firstWeight + k], values[k], n, into);
        }
    }

    private static void addFour(
            float[] weights, int first, float[] b0, float[] b1, float[] b2, float[] b3, int n, float[] into) {
        float w0 = weights[first];
        float w1 = weights[first + 1];
        float w2 = weights[first + 2];
        float w3 = weights[first + 3];
        for (int i = 0; i < n; i++) {
            into[i] += w0 * b0[i] + w1 * b1[i] + w2 * b2[i] + w3 * b3[i];
        }
    }

    private static void addOne(float weight, float[] values, int n, float[] into) {
        for (int i = 0; i < n; i++) {
            into[i] += weight * values[i];
        }
    }

    static void project(Basis basis, float[] dxs, float[] dys, double[] sums) {
        float[][] values = basis.values();
        int k = 0;
        for (; k + 3 < values.length; k += 4) {
            projectFour(values, k, dxs, dys, basis.samples(), sums);
        }
        for (; k < values.length; k++) {
            sums[k] += dot(values[k], dxs, basis.samples());
            sums[values.length + k] += dot(values[k], dys, basis.samples());
        }
    }

    /** Four functions at a time: eight sums, none of which waits for another, share what is read. */
    private static void projectFour(float[][] values, int k, float[] dxs, float[] dys, int n, double[] sums) {
        float[] b0 = values[k];
        float[] b1 = values[k + 1];
        float[] b2 = values[k + 2];
        float[] b3 = values[k + 3];
        float x0 = 0;
        float x1 = 0;
        float x2 = 0;
        float x3 = 0;
        float y0 = 0;
        float y1 = 0;
        float y2 = 0;
        float y3 = 0;
        for (int i = 0; i < n; i++) {
            float dx = dxs[i];
            float dy = dys[i];
            x0 += b0[i] * dx;
            y0 += b0[i] * dy;
            x1 += b1[i] * dx;
            y1 += b1[i] * dy;
            x2 += b2[i] * dx;
            y2 += b2[i] * dy;
            x3 += b3[i] * dx;
            y3 += b3[i] * dy;
        }
        int functions = values.length;
        sums[k] += x0;
        sums[k + 1] += x1;
        sums[k + 2] += x2;
        sums[k + 3] += x3;
        sums[functions + k] += y0;
        sums[functions + k + 1] += y1;
        sums[functions + k + 2] += y2;
        sums[functions + k + 3] += y3;
    }

    private static float dot(float[] a, float[] b, int n) {
        float sum = 0;
        for (int i = 0; i < n; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
