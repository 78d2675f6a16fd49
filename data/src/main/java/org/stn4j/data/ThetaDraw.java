package org.stn4j.data;

import java.util.random.RandomGenerator;
import org.stn4j.warp.Geometry;

/** Draws the parameters of a warp at random. */
interface ThetaDraw {

    /** The same with ranges that are that part of their own, from 0, a picture as it is in the middle, to 1. */
    ThetaDraw eased(double strength);

    /** A range's end that comes nearer to 1, where a scale changes nothing. */
    static double easedScale(double scale, double strength) {
        return 1 + strength * (scale - 1);
    }

    /** Writes all of θ, output to input, normalised. */
    void draw(RandomGenerator random, Geometry geometry, float[] theta);
}
