package org.stn4j.data.birds;

import java.util.random.RandomGenerator;

/**
 * A square picture in red, green and blue, {@code [3, side, side]}, that forms are painted on.
 *
 * @param side rows and columns
 * @param into where the picture is
 * @param offset where it begins there
 */
record Canvas(int side, float[] into, int offset) {
    private static final int CHANNELS = 3;
    /** Places along each side of a pixel that are looked at. */
    private static final int SAMPLES = 3;

    /** One colour above, another one below, and what lies between them. */
    void fill(Colour above, Colour below) {
        for (int row = 0; row < side; row++) {
            Colour here = above.towards(below, row / (double) (side - 1));
            for (int column = 0; column < side; column++) {
                blend(row, column, here, 1);
            }
        }
    }

    /**
     * Paints a form.
     *
     * @param middle where its middle is
     * @param turn in radians, clockwise
     * @param halfLength half its extent along itself, in pixels
     * @param halfWidth half its extent across, in pixels
     */
    void paint(BirdsDataset.Place middle, double turn, double halfLength, double halfWidth, Mark mark, Colour colour) {
        double cos = StrictMath.cos(turn);
        double sin = StrictMath.sin(turn);
        double reach = Math.max(halfLength, halfWidth);
        for (int row = first(middle.y() - reach); row <= last(middle.y() + reach); row++) {
            for (int column = first(middle.x() - reach); column <= last(middle.x() + reach); column++) {
                int covered = 0;
                for (int sample = 0; sample < SAMPLES * SAMPLES; sample++) {
                    int right = sample % SAMPLES;
                    int down = sample / SAMPLES;
                    double x = column + (right + 0.5) / SAMPLES - middle.x();
                    double y = row + (down + 0.5) / SAMPLES - middle.y();
                    covered += mark.covers((cos * x + sin * y) / halfLength, (cos * y - sin * x) / halfWidth) ? 1 : 0;
                }
                if (covered > 0) {
                    blend(row, column, colour, covered / (double) (SAMPLES * SAMPLES));
                }
            }
        }
    }

    private int first(double place) {
        return Math.max(0, (int) Math.floor(place));
    }

    private int last(double place) {
        return Math.min(side - 1, (int) Math.floor(place));
    }

    private void blend(int row, int column, Colour colour, double share) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            int at = offset + (channel * side + row) * side + column;
            into[at] =
                    (float) (share < 1 ? (1 - share) * into[at] + share * colour.part(channel) : colour.part(channel));
        }
    }

    /** Makes each value a little brighter or darker, up to this much; from 0 to 1 all the same. */
    void addNoise(RandomGenerator random, double most) {
        for (int i = 0; i < CHANNELS * side * side; i++) {
            double value = into[offset + i] + most * (2 * random.nextDouble() - 1);
            into[offset + i] = (float) Math.max(0, Math.min(1, value));
        }
    }
}
