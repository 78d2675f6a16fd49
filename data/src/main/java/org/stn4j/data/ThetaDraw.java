package org.stn4j.data;

import java.util.random.RandomGenerator;
import org.stn4j.warp.Geometry;

/** Draws the parameters of a warp at random. */
interface ThetaDraw {

    /** The same with ranges so many times as wide: with 0, a picture as it is in the middle. */
    ThetaDraw atStrength(double strength);

    /** A range's end so many times as far from 1, where a scale changes nothing. */
    static double scaleAt(double scale, double strength) {
        return 1 + strength * (scale - 1);
    }

    /** Writes all of θ, output to input, normalised. */
    void draw(RandomGenerator random, Geometry geometry, float[] theta);
}
