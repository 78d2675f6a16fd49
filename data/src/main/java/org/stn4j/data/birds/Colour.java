package org.stn4j.data.birds;

import java.util.random.RandomGenerator;
import org.stn4j.data.SeededRandom;

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
        return new Colour(
                SeededRandom.uniform(random, 0.5, 1),
                SeededRandom.uniform(random, 0.5, 1),
                SeededRandom.uniform(random, 0.5, 1));
    }

    static Colour dark(RandomGenerator random) {
        return new Colour(
                SeededRandom.uniform(random, 0, 0.3),
                SeededRandom.uniform(random, 0, 0.3),
                SeededRandom.uniform(random, 0, 0.3));
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
