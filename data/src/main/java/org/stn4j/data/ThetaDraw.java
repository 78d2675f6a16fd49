package org.stn4j.data;

import java.util.random.RandomGenerator;
import org.stn4j.warp.Geometry;

/** Draws the parameters of a warp at random. */
interface ThetaDraw {

    /** Writes all of θ, output to input, normalised. */
    void draw(RandomGenerator random, Geometry geometry, float[] theta);
}
