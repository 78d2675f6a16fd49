package org.stn4j.data.digits;

import java.util.random.RandomGenerator;

/**
 * Somebody writing one digit: an allograph whose points are misplaced, bent, slanted, and drawn with a pen of some width
 * and changing pressure.
 *
 * <p>The amounts of variation were chosen by looking at MNIST's training pictures beside ours. Not thread-safe: holds the
 * memory of one drawing.
 */
final class Hand {
    /** Straight pieces between two points of a stroke. */
    private static final int PIECES = 7;
    /** Misplacement of a point, in percent of the digit's height. */
    private static final double SLOPPINESS = 2.1;
    /** Trembling along the stroke, in percent of the digit's height. */
    private static final double TREMOR = 0.5;
    /** Irregular width along the stroke, relative. */
    private static final double ROUGHNESS = 0.08;

    private final Ink ink = new Ink();
    private float[] xs = new float[32];
    private float[] ys = new float[32];

    /**
     * Writes a digit into the square of 20 pixels in the middle of 28, as MNIST's were fitted.
     *
     * @param softness pixels over which an edge fades; the square holds it too
     */
    Ink write(int digit, float softness, RandomGenerator random) {
        Allograph allograph = Allographs.of(digit, random.nextDouble());
        Bend bend = Bend.draw(random);
        double sloppiness = SLOPPINESS * logNormal(0.35, random);
        double relativeWidth = logNormal(0.22, random);
        // A single line shows the pen best; narrow digits, eights above all, would be filled by a thick one.
        double widthSpread = digit == 1 ? 0.38 : 0.28;
        double thickest = digit == 8 ? 1.9 : 2.6;
        double narrowing = digit == 1 ? 1 : StrictMath.pow(Math.min(1, relativeWidth), 0.7);
        float halfWidthPixels = (float) clamp(1.2 * narrowing * logNormal(widthSpread, random), 0.6, thickest);
        ink.clear();
        for (Stroke stroke : allograph.strokes()) {
            add(stroke, bend, sloppiness, halfWidthPixels, random);
        }
        slant(digit, 1.13 * relativeWidth, random);
        ink.fit((Raster.SIDE - 1) / 2f, 20, halfWidthPixels + softness / 2);
        return ink;
    }

    /** Stretches the width, slants to the right going up, then turns. */
    private void slant(int digit, double stretch, RandomGenerator random) {
        double slant = digit == 1 ? 0.25 + 0.24 * Bend.normal(random) : 0.12 + 0.26 * Bend.normal(random);
        double turnRadians = 0.1 * Bend.normal(random);
        double cos = StrictMath.cos(turnRadians);
        double sin = StrictMath.sin(turnRadians);
        double shear = -clamp(slant, -0.45, 0.85);
        ink.map(cos * stretch, cos * shear - sin, sin * stretch, sin * shear + cos);
    }

    private void add(Stroke stroke, Bend bend, double sloppiness, float halfWidth, RandomGenerator random) {
        int points = stroke.points();
        place(stroke, bend, sloppiness, random);
        double pressure = 0.12 * Bend.normal(random);
        double waves = 0.5 + 1.5 * random.nextDouble();
        double phase = 2 * Math.PI * random.nextDouble();
        int steps = (points - 1) * PIECES;
        for (int step = 0; step <= steps; step++) {
            int segment = Math.min(step / PIECES, points - 2);
            float t = (step - segment * PIECES) / (float) PIECES;
            double wave = 1 + pressure * StrictMath.sin(phase + 2 * Math.PI * waves * step / steps);
            double radius = halfWidth * wave * (1 + ROUGHNESS * Bend.normal(random));
            float x = Curve.coordinate(xs, xs, ys, stroke, segment, t) + (float) (TREMOR * Bend.normal(random));
            float y = Curve.coordinate(ys, xs, ys, stroke, segment, t) + (float) (TREMOR * Bend.normal(random));
            ink.to(x, y, (float) radius, step > 0);
        }
    }

    /** Puts the stroke's points where this hand puts them, in percent of the height from the digit's middle. */
    private void place(Stroke stroke, Bend bend, double sloppiness, RandomGenerator random) {
        int points = stroke.points();
        if (xs.length < points) {
            xs = new float[points];
            ys = new float[points];
        }
        for (int i = 0; i < points; i++) {
            // Ends vary most: the pen is set down early, lifted late.
            double spread = i == 0 || i == points - 1 ? 1.7 * sloppiness : sloppiness;
            double x = stroke.xs()[i] + spread * Bend.normal(random) - 32;
            double y = stroke.ys()[i] + spread * Bend.normal(random) - 50;
            xs[i] = (float) bend.x(x, y);
            ys[i] = (float) bend.y(x, y);
        }
        lengthen(0, 1, random);
        lengthen(points - 1, points - 2, random);
    }

    /** Makes a stroke's last stretch longer or shorter. */
    private void lengthen(int end, int next, RandomGenerator random) {
        float factor = (float) clamp(1 + 0.25 * Bend.normal(random), 0.3, 1.9);
        xs[end] = xs[next] + (xs[end] - xs[next]) * factor;
        ys[end] = ys[next] + (ys[end] - ys[next]) * factor;
    }

    private static double logNormal(double spread, RandomGenerator random) {
        // StrictMath: the same digits on every machine.
        return StrictMath.exp(spread * Bend.normal(random));
    }

    private static double clamp(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }
}
