package org.stn4j.data.digits;

import java.util.Arrays;

/** The pen's way over the paper as short straight pieces with a half-width at each end; grows, and is used again. */
final class Ink {
    private float[] xs = new float[256];
    private float[] ys = new float[256];
    private float[] radii = new float[256];
    private boolean[] joined = new boolean[256];
    private int size;

    void clear() {
        size = 0;
    }

    /** Goes to a point, drawing a line from the last one where {@code draw} says so. */
    void to(float x, float y, float radius, boolean draw) {
        if (size == xs.length) {
            int longer = 2 * size;
            xs = Arrays.copyOf(xs, longer);
            ys = Arrays.copyOf(ys, longer);
            radii = Arrays.copyOf(radii, longer);
            joined = Arrays.copyOf(joined, longer);
        }
        xs[size] = x;
        ys[size] = y;
        radii[size] = radius;
        joined[size] = draw;
        size++;
    }

    int size() {
        return size;
    }

    float x(int i) {
        return xs[i];
    }

    float y(int i) {
        return ys[i];
    }

    float radius(int i) {
        return radii[i];
    }

    /** Whether a line leads from the point before to this one. */
    boolean joined(int i) {
        return joined[i];
    }

    /** Turns every point by a 2×2 matrix; widths stay. */
    void map(double xx, double xy, double yx, double yy) {
        for (int i = 0; i < size; i++) {
            double x = xs[i];
            double y = ys[i];
            xs[i] = (float) (xx * x + xy * y);
            ys[i] = (float) (yx * x + yy * y);
        }
    }

    /** Scales and moves, so that the ink, its width included, fills the longer side of a square; centred. */
    void fit(float centre, float side, float halfWidth) {
        float left = Float.POSITIVE_INFINITY;
        float top = Float.POSITIVE_INFINITY;
        float right = Float.NEGATIVE_INFINITY;
        float bottom = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            left = Math.min(left, xs[i]);
            right = Math.max(right, xs[i]);
            top = Math.min(top, ys[i]);
            bottom = Math.max(bottom, ys[i]);
        }
        float scale = (side - 2 * halfWidth) / Math.max(right - left, bottom - top);
        for (int i = 0; i < size; i++) {
            xs[i] = centre + (xs[i] - (left + right) / 2) * scale;
            ys[i] = centre + (ys[i] - (top + bottom) / 2) * scale;
        }
    }
}
