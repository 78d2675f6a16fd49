package org.stn4j.warp;

/**
 * What lies outside the image.
 *
 * <p>A place whose coordinates are NaN or infinite has no distance to any pixel: it reads {@code value} in every mode,
 * and gives no gradient.
 *
 * @param mode how the plane is continued beyond the image
 * @param value the value outside in mode {@link Mode#CONSTANT}; elsewhere only the value of undefined places
 */
public record Padding(Mode mode, float value) {

    /** How the plane is continued beyond the image. */
    public enum Mode {
        /** One value everywhere outside. */
        CONSTANT,
        /** The nearest pixel of the image. */
        BORDER,
        /**
         * The image mirrored, again and again: at the outer edges of the corner pixels, or at their centres where the
         * corners are aligned.
         */
        REFLECTION
    }

    /** Zero outside: the default. */
    public static final Padding ZEROS = new Padding(Mode.CONSTANT, 0);
    /** The nearest pixel of the image outside. */
    public static final Padding BORDER = new Padding(Mode.BORDER, 0);
    /** The mirrored image outside. */
    public static final Padding REFLECTION = new Padding(Mode.REFLECTION, 0);

    public Padding {
        if (!Float.isFinite(value)) {
            throw new IllegalArgumentException("a padding value is a finite number, not " + value);
        }
    }

    /** One value everywhere outside. */
    public static Padding constant(float value) {
        return new Padding(Mode.CONSTANT, value);
    }

    /**
     * The pixel of an image that stands for one of the plane that continues it, along one axis.
     *
     * @param pixel any; 0 is the image's first
     * @param pixels the image's along this axis
     * @return from 0 to {@code pixels - 1}, or -1 for none, where the value is constant
     */
    public int source(long pixel, int pixels, boolean alignCorners) {
        if (pixel >= 0 && pixel < pixels) {
            return (int) pixel;
        }
        return switch (mode) {
            case CONSTANT -> -1;
            case BORDER -> pixel < 0 ? 0 : pixels - 1;
            case REFLECTION -> mirrored(pixel, pixels, alignCorners);
        };
    }

    private static int mirrored(long pixel, int pixels, boolean alignCorners) {
        if (pixels == 1) {
            return 0;
        }
        long period = alignCorners ? 2L * (pixels - 1) : 2L * pixels;
        int place = (int) Math.floorMod(pixel, period);
        return place < pixels ? place : (int) (alignCorners ? period : period - 1) - place;
    }
}
