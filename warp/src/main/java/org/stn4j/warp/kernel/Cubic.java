package org.stn4j.warp.kernel;

/**
 * The weights of Keys' cubic convolution (1981, eq. 4) with a = -0.75, for the four taps at distances 1 + t, t, 1 - t
 * and 2 - t, and their derivatives with respect to t.
 *
 * <p>At t = 0 they are exactly 0, 1, 0, 0: a sample on a pixel reads that pixel.
 */
public final class Cubic {
    private static final float A = -0.75f;

    private Cubic() {}

    public static float first(float t) {
        return A * t * (1 - t) * (1 - t);
    }

    public static float second(float t) {
        return ((A + 2) * t - (A + 3)) * t * t + 1;
    }

    public static float third(float t) {
        return t * (t * (-(A + 2) * t + (2 * A + 3)) - A);
    }

    public static float fourth(float t) {
        return A * t * t * (1 - t);
    }

    public static float firstSlope(float t) {
        return A * (1 - t) * (1 - 3 * t);
    }

    public static float secondSlope(float t) {
        return t * (3 * (A + 2) * t - 2 * (A + 3));
    }

    public static float thirdSlope(float t) {
        return t * (-3 * (A + 2) * t + 2 * (2 * A + 3)) - A;
    }

    public static float fourthSlope(float t) {
        return A * t * (2 - 3 * t);
    }
}
