package org.stn4j.warp.kernel;

import java.util.Arrays;

/** Bilinear interpolation (Jaderberg et al. 2015, eq. 5) and its gradients (eq. 6 and 7). */
final class ScalarBilinear implements Sampler {

    @Override
    public int before() {
        return 0;
    }

    @Override
    public int after() {
        return 1;
    }

    @Override
    public void locate(float[] xs, float[] ys, int from, int to, int left, int top, Taps taps) {
        int[] index = taps.index;
        float[] fractionX = taps.fractionX;
        float[] fractionY = taps.fractionY;
        int stride = taps.stride;
        for (int i = from; i < to; i++) {
            // Inside the window both are positive, where the cast rounds down.
            float x = xs[i] - left;
            float y = ys[i] - top;
            int column = (int) x;
            int row = (int) y;
            index[i] = row * stride + column;
            fractionX[i] = x - column;
            fractionY[i] = y - row;
        }
    }

    @Override
    public void read(float[] window, Taps taps, int from, int to, float[] values) {
        int[] index = taps.index;
        float[] fractionX = taps.fractionX;
        float[] fractionY = taps.fractionY;
        int stride = taps.stride;
        for (int i = from; i < to; i++) {
            int k = index[i];
            float aboveLeft = window[k];
            float aboveRight = window[k + 1];
            float left = aboveLeft + fractionY[i] * (window[k + stride] - aboveLeft);
            float right = aboveRight + fractionY[i] * (window[k + stride + 1] - aboveRight);
            values[i] = left + fractionX[i] * (right - left);
        }
    }

    @Override
    public void coordinateGradient(
            float[] window, Taps taps, int from, int to, float[] gradient, float[] dxs, float[] dys, boolean add) {
        int[] index = taps.index;
        float[] fractionX = taps.fractionX;
        float[] fractionY = taps.fractionY;
        int stride = taps.stride;
        for (int i = from; i < to; i++) {
            int k = index[i];
            float aboveLeft = window[k];
            float aboveRight = window[k + 1];
            float slopeLeft = window[k + stride] - aboveLeft;
            float slopeRight = window[k + stride + 1] - aboveRight;
            float left = aboveLeft + fractionY[i] * slopeLeft;
            float right = aboveRight + fractionY[i] * slopeRight;
            float dx = gradient[i] * (right - left);
            float dy = gradient[i] * (slopeLeft + fractionX[i] * (slopeRight - slopeLeft));
            dxs[i] = add ? dxs[i] + dx : dx;
            dys[i] = add ? dys[i] + dy : dy;
        }
    }

    @Override
    public void scatter(float[] gradientWindow, int size, Taps taps, int from, int to, float[] gradient) {
        Arrays.fill(gradientWindow, 0, size, 0);
        addAll(gradientWindow, taps, from, to, gradient);
    }

    private static void addAll(float[] gradientWindow, Taps taps, int from, int to, float[] gradient) {
        int[] index = taps.index;
        float[] fractionX = taps.fractionX;
        float[] fractionY = taps.fractionY;
        int stride = taps.stride;
        for (int i = from; i < to; i++) {
            int k = index[i];
            float below = gradient[i] * fractionY[i];
            float above = gradient[i] - below;
            float belowRight = below * fractionX[i];
            float aboveRight = above * fractionX[i];
            gradientWindow[k] += above - aboveRight;
            gradientWindow[k + 1] += aboveRight;
            gradientWindow[k + stride] += below - belowRight;
            gradientWindow[k + stride + 1] += belowRight;
        }
    }
}
