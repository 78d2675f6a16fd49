package org.stn4j.train;

import org.stn4j.warp.ImageSize;

/**
 * A change of a whole picture, to see what a network makes of it.
 *
 * @param angleDegrees how far it is turned, clockwise
 * @param shift how far it is moved, as a share of its width and height
 * @param scale how many times larger it becomes, above 0
 */
record Disturbance(double angleDegrees, double shift, double scale) {
    /** Of the directions of shifts: image after image, they come to lie evenly around the circle. */
    private static final double GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

    static Disturbance turned(double degrees) {
        return new Disturbance(degrees, 0, 1);
    }

    static Disturbance shifted(double share) {
        return new Disturbance(0, share, 1);
    }

    static Disturbance scaled(double times) {
        return new Disturbance(0, 0, times);
    }

    boolean isNone() {
        return angleDegrees == 0 && shift == 0 && scale == 1;
    }

    /**
     * θ of the affine warp that does it, output to input.
     *
     * @param image number of the image, which decides the direction of a shift: each has its own
     */
    float[] theta(ImageSize size, int image) {
        double cos = Math.cos(Math.toRadians(angleDegrees)) / scale;
        double sin = Math.sin(Math.toRadians(angleDegrees)) / scale;
        double dx = -2 * shift * Math.cos(image * GOLDEN_ANGLE);
        double dy = -2 * shift * Math.sin(image * GOLDEN_ANGLE);
        // Normalised units are as long as the sides, and a turn must not shear what is not square.
        double aspect = (double) size.height() / size.width();
        return new float[] {
            (float) cos, (float) (sin * aspect), (float) dx, (float) (-sin / aspect), (float) cos, (float) dy
        };
    }
}
