package org.stn4j.warp.kernel;

import java.util.Arrays;

/** Bicubic interpolation over 4×4 taps, with the weights of {@link Cubic}. */
final class ScalarBicubic implements Sampler {

    @Override
    public int before() {
        return 1;
    }

    @Override
    public int after() {
        return 2;
    }

    @Override
    public void locate(float[] xs, float[] ys, int from, int to, int left, int top, Taps taps) {
        int stride = taps.stride;
        for (int i = from; i < to; i++) {
            float x = xs[i] - left;
            float y = ys[i] - top;
            int column = (int) x;
            int row = (int) y;
            taps.index[i] = (row - 1) * stride + (column - 1);
            taps.fractionX[i] = x - column;
            taps.fractionY[i] = y - row;
        }
    }

    @Override
    public void read(float[] window, Taps taps, int from, int to, float[] values) {
        for (int i = from; i < to; i++) {
            float tx = taps.fractionX[i];
            float ty = taps.fractionY[i];
            float w0 = Cubic.first(tx);
            float w1 = Cubic.second(tx);
            float w2 = Cubic.third(tx);
            float w3 = Cubic.fourth(tx);
            int k = taps.index[i];
            float value = Cubic.first(ty) * row(window, k, w0, w1, w2, w3);
            k += taps.stride;
            value += Cubic.second(ty) * row(window, k, w0, w1, w2, w3);
            k += taps.stride;
            value += Cubic.third(ty) * row(window, k, w0, w1, w2, w3);
            k += taps.stride;
            values[i] = value + Cubic.fourth(ty) * row(window, k, w0, w1, w2, w3);
        }
    }

    private static float row(float[] window, int k, float w0, float w1, float w2, float w3) {
        return w0 * window[k] + w1 * window[k + 1] + w2 * window[k + 2] + w3 * window[k + 3];
    }

    @Override
    public void coordinateGradient(
            float[] window, Taps taps, int from, int to, float[] gradient, float[] dxs, float[] dys, boolean add) {
        for (int i = from; i < to; i++) {
            float tx = taps.fractionX[i];
            float ty = taps.fractionY[i];
            float w0 = Cubic.first(tx);
            float w1 = Cubic.second(tx);
            float w2 = Cubic.third(tx);
            float w3 = Cubic.fourth(tx);
            float s0 = Cubic.firstSlope(tx);
            float s1 = Cubic.secondSlope(tx);
            float s2 = Cubic.thirdSlope(tx);
            float s3 = Cubic.fourthSlope(tx);
            int k = taps.index[i];
            float dx = Cubic.first(ty) * row(window, k, s0, s1, s2, s3);
            float dy = Cubic.firstSlope(ty) * row(window, k, w0, w1, w2, w3);
            k += taps.stride;
            dx += Cubic.second(ty) * row(window, k, s0, s1, s2, s3);
            dy += Cubic.secondSlope(ty) * row(window, k, w0, w1, w2, w3);
            k += taps.stride;
            dx += Cubic.third(ty) * row(window, k, s0, s1, s2, s3);
            dy += Cubic.thirdSlope(ty) * row(window, k, w0, w1, w2, w3);
            k += taps.stride;
            dx += Cubic.fourth(ty) * row(window, k, s0, s1, s2, s3);
            dy += Cubic.fourthSlope(ty) * row(window, k, w0, w1, w2, w3);
            dxs[i] = gradient[i] * dx + (add ? dxs[i] : 0);
            dys[i] = gradient[i] * dy + (add ? dys[i] : 0);
        }
    }

    @Override
    public void scatter(float[] gradientWindow, int size, Taps taps, int from, int to, float[] gradient) {
        Arrays.fill(gradientWindow, 0, size, 0);
        for (int i = from; i < to; i++) {
            float tx = taps.fractionX[i];
            float ty = taps.fractionY[i];
            float w0 = Cubic.first(tx);
            float w1 = Cubic.second(tx);
            float w2 = Cubic.third(tx);
            float w3 = Cubic.fourth(tx);
            int k = taps.index[i];
            addRow(gradientWindow, k, gradient[i] * Cubic.first(ty), w0, w1, w2, w3);
            k += taps.stride;
            addRow(gradientWindow, k, gradient[i] * Cubic.second(ty), w0, w1, w2, w3);
            k += taps.stride;
            addRow(gradientWindow, k, gradient[i] * Cubic.third(ty), w0, w1, w2, w3);
            k += taps.stride;
            addRow(gradientWindow, k, gradient[i] * Cubic.fourth(ty), w0, w1, w2, w3);
        }
    }

    private static void addRow(float[] window, int k, float g, float w0, float w1, float w2, float w3) {
        window[k] += g * w0;
        window[k + 1] += g * w1;
        window[k + 2] += g * w2;
        window[k + 3] += g * w3;
    }
}
