package org.stn4j.data;

import java.util.random.RandomGenerator;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.Projective;

/**
 * A picture in the middle of a canvas whose four corners are moved at random, as θ of a projective warp.
 *
 * @param noise standard deviation of a corner's move in either direction, relative to the canvas's side
 * @param minScale smallest size of the picture before the corners are moved, relative to its own
 * @param maxScale largest size
 */
record ProjectiveDraw(double noise, double minScale, double maxScale) implements ThetaDraw {
    /** Area of the triangle at a corner, relative to the unmoved one, below which the corners are drawn again. */
    private static final double LEAST_TRIANGLE = 0.1;
    /** The unmoved one's, doubled, as the cross product of two edges has it. */
    private static final double WHOLE_TRIANGLE = 4;
    /** Far more than needed: one draw in fifty thousand is refused. */
    private static final int TRIES = 1000;

    private static final double[] SQUARE = {-1, -1, 1, -1, 1, 1, -1, 1};

    @Override
    public ThetaDraw atStrength(double strength) {
        return new ProjectiveDraw(
                strength * noise, ThetaDraw.scaleAt(minScale, strength), ThetaDraw.scaleAt(maxScale, strength));
    }

    @Override
    public void draw(RandomGenerator random, Geometry geometry, float[] theta) {
        double scale = SeededRandom.uniform(random, minScale, maxScale);
        double[] corners = new double[8];
        for (int tries = 0; tries < TRIES; tries++) {
            for (int i = 0; i < 8; i++) {
                corners[i] = SQUARE[i] + 2 * noise * random.nextGaussian();
            }
            if (isConvex(corners)) {
                write(corners, scale, geometry, theta);
                return;
            }
        }
        throw new IllegalStateException("no convex corners in " + TRIES + " draws with noise " + noise);
    }

    /**
     * θ that shows the picture scaled and in the middle of a canvas whose corners are moved to four places.
     *
     * @param corners x and y of where the top left, top right, bottom right and bottom left corner of the canvas go, from
     *     -1 to 1 where they stay on it
     */
    static void write(double[] corners, double scale, Geometry geometry, float[] theta) {
        // It takes the canvas to where its corners go; the warp asks for the way back.
        float[] h = Projective.toQuadrilateral(corners);
        double[] inverse = {
            h[4] - (double) h[5] * h[7],
            (double) h[2] * h[7] - h[1],
            (double) h[1] * h[5] - (double) h[2] * h[4],
            (double) h[5] * h[6] - h[3],
            h[0] - (double) h[2] * h[6],
            (double) h[2] * h[3] - (double) h[0] * h[5],
            (double) h[3] * h[7] - (double) h[4] * h[6],
            (double) h[1] * h[6] - (double) h[0] * h[7],
            (double) h[0] * h[4] - (double) h[1] * h[3]
        };
        // From places on the canvas to places in the picture.
        double toPictureX = geometry.outputScaleX() / (geometry.inputScaleX() * scale);
        double toPictureY = geometry.outputScaleY() / (geometry.inputScaleY() * scale);
        for (int i = 0; i < 8; i++) {
            double toPicture = i < 3 ? toPictureX : i < 6 ? toPictureY : 1;
            theta[i] = (float) (toPicture * inverse[i] / inverse[8]);
        }
    }

    private static boolean isConvex(double[] corners) {
        for (int i = 0; i < 4; i++) {
            int before = 2 * ((i + 3) % 4);
            int after = 2 * ((i + 1) % 4);
            double cross = (corners[2 * i] - corners[before]) * (corners[after + 1] - corners[2 * i + 1])
                    - (corners[2 * i + 1] - corners[before + 1]) * (corners[after] - corners[2 * i]);
            if (cross < LEAST_TRIANGLE * WHOLE_TRIANGLE) {
                return false;
            }
        }
        return true;
    }
}
