package org.stn4j.data.digits;

import java.util.random.RandomGenerator;

/**
 * Somebody writing one digit: an allograph whose points are misplaced, bent, slanted, and drawn with a pen of some width
 * and changing pressure.
 *
 * <p>Not thread-safe: holds the memory of one drawing.
 */
final class Hand {
    /** Straight pieces between two points of a stroke. */
    private static final int PIECES = 7;

    private final Ink ink = new Ink();
    private float[] xs = new float[32];
    private float[] ys = new float[32];

    /** Writes a digit into the square of 20 pixels in the middle of 28, as MNIST's were fitted; {@code softness} is the
     * width of its fading edge. */
    Ink write(int digit, float softness, RandomGenerator random) {
        Allograph allograph = Allographs.of(digit, random.nextDouble());
        Bend bend = Bend.draw(random);
        ink.clear();
        double sloppiness = 2.2 * Math.exp(0.35 * random.nextGaussian());
        float width = (float) clamp(1.36 * Math.exp(0.28 * random.nextGaussian()), 0.6, 2.6);
        for (Stroke stroke : allograph.strokes()) {
            add(stroke, bend, sloppiness, width, random);
        }
        double slant = digit == 1 ? 0.25 + 0.28 * random.nextGaussian() : 0.12 + 0.24 * random.nextGaussian();
        double stretch = 1.13 * Math.exp(0.18 * random.nextGaussian());
        double turn = 0.10 * random.nextGaussian();
        double cos = Math.cos(turn);
        double sin = Math.sin(turn);
        // Stretch the width, slant to the right going up, then turn.
        double xx = stretch;
        double xy = -clamp(slant, -0.6, 1);
        ink.map(cos * xx, cos * xy - sin, sin * xx, sin * xy + cos);
        ink.fit(13.5f, 20, width + softness / 2);
        return ink;
    }

    private void add(Stroke stroke, Bend bend, double sloppiness, float width, RandomGenerator random) {
        int points = stroke.points();
        if (xs.length < points) {
            xs = new float[points];
            ys = new float[points];
        }
        for (int i = 0; i < points; i++) {
            // Ends vary most: the pen is set down early, lifted late.
            double spread = i == 0 || i == points - 1 ? 1.7 * sloppiness : sloppiness;
            double x = stroke.xs()[i] + spread * random.nextGaussian() - 32;
            double y = stroke.ys()[i] + spread * random.nextGaussian() - 50;
            xs[i] = (float) bend.x(x, y);
            ys[i] = (float) bend.y(x, y);
        }
        double pressure = 0.12 * random.nextGaussian();
        double waves = 0.5 + 1.5 * random.nextDouble();
        double phase = 2 * Math.PI * random.nextDouble();
        int steps = (points - 1) * PIECES;
        for (int step = 0; step <= steps; step++) {
            int segment = Math.min(step / PIECES, points - 2);
            float t = (step - segment * PIECES) / (float) PIECES;
            double along = step / (double) steps;
            double radius = width * (1 + pressure * Math.sin(phase + 2 * Math.PI * waves * along));
            Curve.point(xs, ys, stroke.corners(), points, segment, t, (float) radius, step > 0, ink);
        }
    }

    static double clamp(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }
}
