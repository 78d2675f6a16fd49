package org.stn4j.data.digits;

/**
 * A smooth line through given points: cubic Hermite pieces whose tangents follow the chords.
 *
 * <p>Each tangent weighs the two chords at a point by the other's length, as a parabola through the three points would;
 * so unequally spaced points do not make it swing out (a Catmull-Rom spline by chord length).
 */
final class Curve {
    private Curve() {}

    /**
     * One coordinate of the place at {@code t}, 0 to 1, between the points {@code a} and {@code a + 1}.
     *
     * @param values that coordinate of all points: {@code xs} or {@code ys}
     */
    static float coordinate(float[] values, float[] xs, float[] ys, Stroke stroke, int a, float t) {
        int b = a + 1;
        boolean startFree = a == 0 || stroke.corners()[a];
        boolean endFree = b == stroke.points() - 1 || stroke.corners()[b];
        float chord = length(xs, ys, a);
        float secant = values[b] - values[a];
        float end = endFree ? 0 : tangent(secant, chord, values[b + 1] - values[b], length(xs, ys, b));
        float start = startFree ? 0 : tangent(secant, chord, values[a] - values[a - 1], length(xs, ys, a - 1));
        if (startFree) {
            start = endFree ? secant : (3 * secant - end) / 2;
        }
        if (endFree) {
            end = (3 * secant - start) / 2;
        }
        float t2 = t * t;
        float t3 = t2 * t;
        return (2 * t3 - 3 * t2 + 1) * values[a]
                + (t3 - 2 * t2 + t) * start
                + (3 * t2 - 2 * t3) * values[b]
                + (t3 - t2) * end;
    }

    /** The tangent at a point, scaled to the segment whose chord comes first. */
    private static float tangent(float secant, float chord, float otherSecant, float otherChord) {
        float sum = chord + otherChord;
        return sum == 0
                ? 0
                : secant * otherChord / sum + otherSecant * chord / sum * (chord / Math.max(otherChord, 1e-6f));
    }

    private static float length(float[] xs, float[] ys, int a) {
        float dx = xs[a + 1] - xs[a];
        float dy = ys[a + 1] - ys[a];
        return (float) Math.sqrt(dx * dx + dy * dy);
    }
}
