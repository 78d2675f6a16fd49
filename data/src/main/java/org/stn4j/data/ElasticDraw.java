package org.stn4j.data;

import java.util.random.RandomGenerator;
import org.stn4j.warp.Geometry;

/**
 * A bent picture: θ of a thin-plate spline whose control points are moved at random.
 *
 * @param noise standard deviation of a point's move in either direction, on the canvas, relative to its side
 * @param minScale smallest size of the picture on the canvas, relative to its own
 * @param maxScale largest size
 */
record ElasticDraw(double noise, double minScale, double maxScale) implements ThetaDraw {

    @Override
    public ThetaDraw atStrength(double strength) {
        return new ElasticDraw(
                strength * noise, ThetaDraw.scaleAt(minScale, strength), ThetaDraw.scaleAt(maxScale, strength));
    }

    @Override
    public void draw(RandomGenerator random, Geometry geometry, float[] theta) {
        double scale = SeededRandom.uniform(random, minScale, maxScale);
        int points = theta.length / 2;
        int lattice = (int) Math.round(Math.sqrt(points));
        double spreadX = geometry.outputScaleX() / (geometry.inputScaleX() * scale);
        double spreadY = geometry.outputScaleY() / (geometry.inputScaleY() * scale);
        for (int k = 0; k < points; k++) {
            int column = k % lattice;
            int row = k / lattice;
            double x = 2.0 * column / (lattice - 1) - 1;
            double y = 2.0 * row / (lattice - 1) - 1;
            theta[k] = (float) (spreadX * (x + 2 * noise * random.nextGaussian()));
            theta[points + k] = (float) (spreadY * (y + 2 * noise * random.nextGaussian()));
        }
    }
}
