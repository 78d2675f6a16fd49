package org.stn4j.data.digits;

import java.util.random.RandomGenerator;

/**
 * A gentle deformation of the whole plane: quadratic in both coordinates, so that loops grow or shrink, stems bow, and
 * the digit tapers.
 *
 * <p>Coordinates are percent of the digit's height from its middle.
 */
record Bend(double xOfXx, double xOfXy, double xOfYy, double yOfXx, double yOfXy, double yOfYy) {
    private static final double STRENGTH = 0.003;

    static Bend draw(RandomGenerator random) {
        return new Bend(
                STRENGTH * random.nextGaussian(),
                STRENGTH * random.nextGaussian(),
                STRENGTH * random.nextGaussian(),
                STRENGTH * random.nextGaussian(),
                STRENGTH * random.nextGaussian(),
                STRENGTH * random.nextGaussian());
    }

    double x(double x, double y) {
        return x + xOfXx * x * x + xOfXy * x * y + xOfYy * y * y;
    }

    double y(double x, double y) {
        return y + yOfXx * x * x + yOfXy * x * y + yOfYy * y * y;
    }
}
