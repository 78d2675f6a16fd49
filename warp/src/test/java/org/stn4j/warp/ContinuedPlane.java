package org.stn4j.warp;

/** What lies outside an image, written down as its definition: nothing is shared with the code under test. */
public final class ContinuedPlane {
    private ContinuedPlane() {}

    /** The pixel that stands for number {@code i} along an axis of {@code n}; -1 for none. */
    public static int pixel(int i, int n, Padding padding, boolean alignCorners) {
        if (i >= 0 && i < n) {
            return i;
        }
        switch (padding.mode()) {
            case CONSTANT -> {
                return -1;
            }
            case BORDER -> {
                return i < 0 ? 0 : n - 1;
            }
            default -> {
                if (n == 1) {
                    return 0;
                }
                // Walks there and back again, as a ball between two walls.
                int step = i < 0 ? -1 : 1;
                int at = i < 0 ? 0 : n - 1;
                for (int moves = i < 0 ? -i : i - n + 1; moves > 0; moves--) {
                    if (at + step >= 0 && at + step < n) {
                        at += step;
                    } else {
                        step = -step;
                        at += alignCorners ? step : 0;
                    }
                }
                return at;
            }
        }
    }
}
