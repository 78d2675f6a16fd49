package org.stn4j.data;

import java.util.random.RandomGenerator;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.Projective;

/**
 * A picture whose four corners are moved at random, as θ of a projective warp.
 *
 * @param noise standard deviation of a corner's move in either direction, relative to the picture's side
 * @param minScale smallest size of the picture before its corners are moved, relative to its own
 * @param maxScale largest size
 */
record ProjectiveDraw(double noise, double minScale, double maxScale) implements ThetaDraw {
    /** Area of the triangle at a corner, relative to the unmoved one, below which the corners are drawn again. */
    private static final double LEAST_TRIANGLE = 0.1;
    /** Far more than needed: one draw in thirty is refused. */
    private static final int TRIES = 1000;

    private static final double[] SQUARE = {-1, -1, 1, -1, 1, 1, -1, 1};

    @Override
    public void draw(RandomGenerator random, Geometry geometry, float[] theta) {
        double scale = SeededRandom.uniform(random, minScale, maxScale);
        double[] corners = new double[8];
        for (int tries = 0; tries < TRIES; tries++) {
            for (int i = 0; i < 8; i++) {
                // A side of 2 in units of half the picture.
                corners[i] = SQUARE[i] * scale + 2 * noise * random.nextGaussian();
            }
            if (isConvex(corners, scale)) {
                write(corners, geometry, theta);
                return;
            }
        }
        throw new IllegalStateException("no convex corners in " + TRIES + " draws with noise " + noise);
    }

    /**
     * θ that shows the picture with its corners at four places of the canvas.
     *
     * @param corners x and y of the top left, top right, bottom right and bottom left corner on the canvas, in halves of
     *     the picture's sides from the canvas's middle
     */
    static void write(double[] corners, Geometry geometry, float[] theta) {
        double[] onCanvas = new double[8];
        for (int i = 0; i < 8; i += 2) {
            onCanvas[i] = corners[i] * geometry.inputScaleX() / geometry.outputScaleX();
            onCanvas[i + 1] = corners[i + 1] * geometry.inputScaleY() / geometry.outputScaleY();
        }
        // It takes the unit square to the corners; the warp asks for the way back.
        float[] h = Projective.toQuadrilateral(onCanvas);
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
        for (int i = 0; i < 8; i++) {
            theta[i] = (float) (inverse[i] / inverse[8]);
        }
    }

    private static boolean isConvex(double[] corners, double scale) {
        double whole = 4 * scale * scale;
        for (int i = 0; i < 4; i++) {
            int before = 2 * ((i + 3) % 4);
            int after = 2 * ((i + 1) % 4);
            double cross = (corners[2 * i] - corners[before]) * (corners[after + 1] - corners[2 * i + 1])
                    - (corners[2 * i + 1] - corners[before + 1]) * (corners[after] - corners[2 * i]);
            if (cross < LEAST_TRIANGLE * whole) {
                return false;
            }
        }
        return true;
    }
}
