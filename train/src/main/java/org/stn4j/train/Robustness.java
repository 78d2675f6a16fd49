package org.stn4j.train;

import java.util.List;

/**
 * What becomes of a network's answers when its pictures are turned, moved and scaled.
 *
 * @param images number of pictures that were changed
 * @param angle over the angle in degrees, clockwise, from -180 to 180
 * @param shift over the distance as a share of the picture's sides, in all directions
 * @param scale over how many times larger pictures become
 */
public record Robustness(int images, List<Point> angle, List<Point> shift, List<Point> scale) {
    public Robustness {
        angle = List.copyOf(angle);
        shift = List.copyOf(shift);
        scale = List.copyOf(scale);
    }

    /**
     * What the networks do at one strength of a change.
     *
     * @param strength of the change, in the unit of its list
     * @param network with its transformers as they are
     * @param switchedOff with all its transformers as the identity; null if it has none
     */
    public record Point(double strength, Answers network, Answers switchedOff) {}

    /**
     * How a network's answers are.
     *
     * @param accuracy share of the pictures that are right
     * @param stable share of the pictures that are taken for the same as unchanged, right or not
     */
    public record Answers(double accuracy, double stable) {}
}
