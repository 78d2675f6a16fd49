package org.stn4j.data;

import java.util.random.RandomGenerator;
import org.stn4j.warp.Geometry;

/**
 * A random turn, size and place, as θ of an affine warp.
 *
 * <p>The place is drawn so that the scaled picture, before it is turned, lies on the canvas. Where the two have the same
 * size, it stays in the middle.
 *
 * @param maxAngleRadians largest turn, either way
 * @param minScale smallest size of the picture on the canvas, relative to its own
 * @param maxScale largest size
 * @param reach how far from the middle the place may be, as a part of how far the canvas allows
 */
record SimilarityDraw(double maxAngleRadians, double minScale, double maxScale, double reach) implements ThetaDraw {

    @Override
    public ThetaDraw atStrength(double strength) {
        return new SimilarityDraw(
                strength * maxAngleRadians,
                ThetaDraw.scaleAt(minScale, strength),
                ThetaDraw.scaleAt(maxScale, strength),
                strength * reach);
    }

    @Override
    public void draw(RandomGenerator random, Geometry geometry, float[] theta) {
        double angle = SeededRandom.uniform(random, -maxAngleRadians, maxAngleRadians);
        double scale = SeededRandom.uniform(random, minScale, maxScale);
        double slackX = reach
                * slack(geometry.output().width(), scale * geometry.input().width());
        double slackY = reach
                * slack(geometry.output().height(), scale * geometry.input().height());
        double placeX = SeededRandom.uniform(random, -slackX, slackX);
        double placeY = SeededRandom.uniform(random, -slackY, slackY);
        write(angle, scale, placeX, placeY, geometry, theta);
    }

    private static double slack(int canvas, double picture) {
        return Math.max(0, (canvas - picture) / 2);
    }

    /**
     * θ for one turn, size and place.
     *
     * @param angleRadians clockwise turn of the picture as it is seen (y points down)
     * @param placeX pixels from the canvas's middle to the picture's
     */
    static void write(
            double angleRadians, double scale, double placeX, double placeY, Geometry geometry, float[] theta) {
        // The inverse of (turn, scale, move), in pixels from both centres.
        double cos = Math.cos(angleRadians) / scale;
        double sin = Math.sin(angleRadians) / scale;
        double toX = 1 / geometry.inputScaleX();
        double toY = 1 / geometry.inputScaleY();
        theta[0] = (float) (cos * geometry.outputScaleX() * toX);
        theta[1] = (float) (sin * geometry.outputScaleY() * toX);
        theta[2] = (float) (-(cos * placeX + sin * placeY) * toX);
        theta[3] = (float) (-sin * geometry.outputScaleX() * toY);
        theta[4] = (float) (cos * geometry.outputScaleY() * toY);
        theta[5] = (float) ((sin * placeX - cos * placeY) * toY);
    }
}
