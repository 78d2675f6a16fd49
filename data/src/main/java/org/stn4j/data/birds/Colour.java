package org.stn4j.data.birds;

import java.util.random.RandomGenerator;

/**
 * A colour, each part from 0 to 1.
 *
 * @param red share of red
 * @param green share of green
 * @param blue share of blue
 */
record Colour(double red, double green, double blue) {

    /** One that every {@link #dark} one can be seen on. */
    static Colour bright(RandomGenerator random) {
        return new Colour(between(random, 0.5, 1), between(random, 0.5, 1), between(random, 0.5, 1));
    }

    static Colour dark(RandomGenerator random) {
        return new Colour(between(random, 0, 0.3), between(random, 0, 0.3), between(random, 0, 0.3));
    }

    private static double between(RandomGenerator random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** The red, green or blue part. */
    double part(int channel) {
        return switch (channel) {
            case 0 -> red;
            case 1 -> green;
            default -> blue;
        };
    }

    /** A colour on the way to another one. */
    Colour towards(Colour other, double share) {
        return new Colour(
                red + share * (other.red - red),
                green + share * (other.green - green),
                blue + share * (other.blue - blue));
    }
}
