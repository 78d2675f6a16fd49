package org.stn4j.data.digits;

import java.util.random.RandomGenerator;

/**
 * A gentle deformation of the whole plane: quadratic in both coordinates, so that loops grow or shrink, stems bow, and
 * the digit tapers.
 *
 * <p>Coordinates are percent of the digit's height from its middle.
 */
record Bend(double xOfXx, double xOfXy, double xOfYy, double yOfXx, double yOfXy, double yOfYy) {
    private static final double STRENGTH = 0.002;

    static Bend draw(RandomGenerator random) {
        return new Bend(
                STRENGTH * normal(random),
                STRENGTH * normal(random),
                STRENGTH * normal(random),
                STRENGTH * normal(random),
                STRENGTH * normal(random),
                STRENGTH * normal(random));
    }

    /** A normal number without its tails: a digit in a hundred thousand is not worth being illegible. */
    static double normal(RandomGenerator random) {
        return Math.max(-2, Math.min(2, random.nextGaussian()));
    }

    double x(double x, double y) {
        return x + xOfXx * x * x + xOfXy * x * y + xOfYy * y * y;
    }

    double y(double x, double y) {
        return y + yOfXx * x * x + yOfXy * x * y + yOfYy * y * y;
    }
}
