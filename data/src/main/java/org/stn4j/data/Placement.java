package org.stn4j.data;

import java.util.Arrays;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Puts the picture at a random place of a larger, empty canvas, among pieces of others.
 *
 * <p>In whole pixels, so that nothing is interpolated.
 *
 * @param name what it is called
 * @param canvas side of the canvas, relative to the picture's
 * @param distractors number of pieces of other pictures
 * @param piece side of a piece, relative to the picture's
 * @param reach how far from the middle the picture may be, from 0 to 1, as far as the canvas allows; pieces are anywhere
 */
public record Placement(String name, double canvas, int distractors, double piece, double reach) implements Distortion {

    private static final Scratch SCRATCH = new Scratch();

    public Placement {
        if (!(reach >= 0 && reach <= 1)) {
            throw new IllegalArgumentException("distortion " + name
                    + " puts pictures anywhere on their canvas: its strength is from 0 to 1, not " + reach);
        }
    }

    /** Anywhere on the canvas. */
    public Placement(String name, double canvas, int distractors, double piece) {
        this(name, canvas, distractors, piece, 1);
    }

    @Override
    public ImageShape output(ImageShape input) {
        return input.withSize(scaled(input.height(), canvas), scaled(input.width(), canvas));
    }

    private static int scaled(int side, double factor) {
        return Math.toIntExact(Math.max(1, Math.round(side * factor)));
    }

    @Override
    public Distortion atStrength(double strength) {
        return new Placement(name, canvas, (int) Math.round(strength * distractors), piece, strength * reach);
    }

    @Override
    public void apply(Dataset source, int index, RandomGenerator random, float[] into, int offset) {
        ImageShape shape = source.shape();
        ImageShape whole = output(shape);
        Objects.checkFromIndexSize(offset, whole.values(), into.length);
        Arrays.fill(into, offset, offset + whole.values(), 0);
        float[] picture = SCRATCH.picture(source, index);
        Window all = new Window(0, 0, shape.height(), shape.width());
        paste(picture, shape, all, place(shape, random), into, offset, whole);
        int height = scaled(shape.height(), piece);
        int width = scaled(shape.width(), piece);
        // A set of one picture has no others to take pieces from.
        int count = source.size() > 1 ? distractors : 0;
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(source.size() - 1);
            source.read(other < index ? other : other + 1, picture, 0);
            int top = random.nextInt(shape.height() - height + 1);
            int left = random.nextInt(shape.width() - width + 1);
            Place place = place(whole, height, width, 1, random);
            paste(picture, shape, new Window(top, left, height, width), place, into, offset, whole);
        }
    }

    /**
     * Where {@link #apply} puts the picture if it is given the same random numbers from their start.
     *
     * @param input shape of the picture
     */
    public Place place(ImageShape input, RandomGenerator random) {
        return place(output(input), input.height(), input.width(), reach, random);
    }

    private static Place place(ImageShape whole, int height, int width, double reach, RandomGenerator random) {
        int top = within(whole.height() - height, reach, random);
        int left = within(whole.width() - width, reach, random);
        return new Place(top, left);
    }

    /** From 0 to {@code most} with a reach of 1, only the middle with 0. */
    private static int within(int most, double reach, RandomGenerator random) {
        // Where the middle lies between two pixels, it is both of them.
        int least = Math.min(most / 2, (int) Math.round((1 - reach) * most / 2));
        return least + random.nextInt(most - 2 * least + 1);
    }

    /**
     * A place on the canvas.
     *
     * @param top rows above it
     * @param left columns to the left of it
     */
    public record Place(int top, int left) {}

    /** A part of a picture, in pixels. */
    private record Window(int top, int left, int height, int width) {}

    private static void paste(
            float[] picture, ImageShape shape, Window window, Place place, float[] into, int offset, ImageShape whole) {
        for (int channel = 0; channel < shape.channels(); channel++) {
            for (int row = 0; row < window.height(); row++) {
                int from = (channel * shape.height() + window.top() + row) * shape.width() + window.left();
                int to = offset + (channel * whole.height() + place.top() + row) * whole.width() + place.left();
                for (int column = 0; column < window.width(); column++) {
                    into[to + column] = Math.max(into[to + column], picture[from + column]);
                }
            }
        }
    }
}
