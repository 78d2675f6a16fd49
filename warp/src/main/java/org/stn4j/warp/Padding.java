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
}
