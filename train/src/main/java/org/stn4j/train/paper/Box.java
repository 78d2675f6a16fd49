package org.stn4j.train.paper;

import org.stn4j.train.report.Outline;

/**
 * An upright rectangle in a picture, in pixels, x to the right, y down, 0 the outer edge of the first pixel.
 *
 * @param left smallest x
 * @param top smallest y
 * @param right largest x
 * @param bottom largest y
 */
record Box(double left, double top, double right, double bottom) {

    /** What a frame just fits into. */
    static Box around(Outline frame) {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (Outline.Point point : frame.rest()) {
            left = Math.min(left, point.x());
            top = Math.min(top, point.y());
            right = Math.max(right, point.x());
            bottom = Math.max(bottom, point.y());
        }
        return new Box(left, top, right, bottom);
    }

    /** Area of what two have in common as a share of what they cover together, from 0 to 1. */
    double overlap(Box other) {
        double width = Math.min(right, other.right) - Math.max(left, other.left);
        double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        double common = Math.max(0, width) * Math.max(0, height);
        return common / (area() + other.area() - common);
    }

    private double area() {
        return (right - left) * (bottom - top);
    }
}
