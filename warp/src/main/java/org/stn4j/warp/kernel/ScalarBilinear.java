package org.stn4j.warp.kernel;

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
            float belowLeft = window[k + stride];
            float above = aboveLeft + fractionX[i] * (window[k + 1] - aboveLeft);
            float below = belowLeft + fractionX[i] * (window[k + stride + 1] - belowLeft);
            values[i] = above + fractionY[i] * (below - above);
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
            float slopeAbove = window[k + 1] - aboveLeft;
            float belowLeft = window[k + stride];
            float twist = window[k + stride + 1] - belowLeft - slopeAbove;
            float dx = gradient[i] * (slopeAbove + fractionY[i] * twist);
            float dy = gradient[i] * (belowLeft - aboveLeft + fractionX[i] * twist);
            dxs[i] = add ? dxs[i] + dx : dx;
            dys[i] = add ? dys[i] + dy : dy;
        }
    }

    @Override
    public void scatter(float[] gradientWindow, Taps taps, int from, int to, float[] gradient) {
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
