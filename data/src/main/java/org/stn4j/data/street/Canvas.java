package org.stn4j.data.street;

import java.util.random.RandomGenerator;
import org.stn4j.data.SeededRandom;

/**
 * A square picture in red, green and blue that a street scene is painted on.
 *
 * @param values where the picture is, {@code [3, side, side]}
 * @param offset where it begins there
 * @param side rows and columns
 */
record Canvas(float[] values, int offset, int side) {
    private static final double NOISE = 0.03;

    /** A wall that is lighter in one place than in another, with joints across. */
    void paintWall(Colour wall, RandomGenerator random) {
        float slopeX = (float) SeededRandom.uniform(random, -0.12, 0.12);
        float slopeY = (float) SeededRandom.uniform(random, -0.12, 0.12);
        int course = 8 + random.nextInt(17);
        int shift = random.nextInt(course);
        float joint = (float) SeededRandom.uniform(random, -0.12, 0.12);
        boolean upright = random.nextBoolean();
        for (int channel = 0; channel < 3; channel++) {
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    float light = slopeX * (2f * x / side - 1) + slopeY * (2f * y / side - 1);
                    boolean between = ((upright ? x : y) + shift) % course == 0;
                    set(channel, y, x, wall.of(channel) + light + (between ? joint : 0));
                }
            }
        }
    }

    private void set(int channel, int y, int x, float value) {
        values[offset + (channel * side + y) * side + x] = Math.max(0, Math.min(1, value));
    }

    /** Lays paint on all pixels, {@code [side, side]}, each as much as it is covered, from 0 to 1. */
    void lay(float[] coverage, Colour paint) {
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                lay(y, x, coverage[y * side + x], paint);
            }
        }
    }

    void lay(int y, int x, float coverage, Colour paint) {
        for (int channel = 0; channel < 3; channel++) {
            int at = offset + (channel * side + y) * side + x;
            values[at] += coverage * (paint.of(channel) - values[at]);
        }
    }

    /** Makes each value a little brighter or darker; from 0 to 1 all the same. */
    void addNoise(RandomGenerator random) {
        for (int i = offset; i < offset + 3 * side * side; i++) {
            // Two even draws are near enough to a bell, and a fraction of its cost.
            double noise = NOISE * (random.nextDouble() + random.nextDouble() - 1) * 2.4;
            values[i] = (float) Math.max(0, Math.min(1, values[i] + noise));
        }
    }
}
