package org.stn4j.data.street;

import java.util.random.RandomGenerator;

/**
 * A colour, each part from 0 to 1.
 *
 * @param red share of red
 * @param green share of green
 * @param blue share of blue
 */
record Colour(float red, float green, float blue) {
    /** Shares of the parts in the brightness that is seen (ITU-R BT.601). */
    private static final float[] BRIGHTNESS = {0.299f, 0.587f, 0.114f};

    private static final double LEAST_CONTRAST = 0.3;

    /** Any, all equally likely. */
    static Colour any(RandomGenerator random) {
        return new Colour((float) random.nextDouble(), (float) random.nextDouble(), (float) random.nextDouble());
    }

    /** The red, green or blue part. */
    float of(int channel) {
        return channel == 0 ? red : channel == 1 ? green : blue;
    }

    private double brightness() {
        return BRIGHTNESS[0] * red + BRIGHTNESS[1] * green + BRIGHTNESS[2] * blue;
    }

    /** One that can be read before this one. */
    Colour contrasting(RandomGenerator random) {
        Colour colour = any(random);
        while (Math.abs(colour.brightness() - brightness()) < LEAST_CONTRAST) {
            colour = any(random);
        }
        return colour;
    }
}
