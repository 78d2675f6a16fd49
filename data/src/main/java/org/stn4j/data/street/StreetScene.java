package org.stn4j.data.street;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.stn4j.data.Dataset;
import org.stn4j.data.Distortion;
import org.stn4j.data.ImageShape;
import org.stn4j.data.SeededRandom;
import org.stn4j.warp.Affine;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Padding;
import org.stn4j.warp.Warp;
import org.stn4j.warp.WarpBatch;

/**
 * Hangs a number of {@link DigitRows} on a wall: in a colour of its own before a wall of others, turned, slanted, larger or
 * smaller, among pieces of other digits and with noise.
 *
 * <p>On 64 pixels the number nearly fills the picture, as in crops around it; on a larger canvas it is about as large,
 * and anywhere.
 *
 * @param side rows and columns of the picture, at least 64
 * @param strength how much of all this there is, from 0, where the number is upright, as large as it can be and alone in
 *     the middle of the wall, to 1
 */
public record StreetScene(int side, double strength) implements Distortion {
    private static final int TIGHT = 64;
    private static final double MOST_WIDTH = 0.86 * TIGHT;
    private static final double MOST_HEIGHT = 0.7 * TIGHT;
    private static final double LEAST_SIZE = 0.75;
    private static final double TURN_RADIANS = Math.toRadians(12);
    private static final double SLANT = 0.2;

    /** Share of a digit's picture that has ink in it, in both directions. */
    private static final double INK = 20.0 / 28;

    private static final int PIECES_ON_TIGHT = 6;
    private static final ThreadLocal<Buffers> BUFFERS = ThreadLocal.withInitial(Buffers::new);

    public StreetScene {
        if (side < TIGHT || side > 4096) {
            throw new IllegalArgumentException("a street scene has 64 to 4096 pixels a side, not " + side);
        }
        if (!(strength >= 0 && strength <= 1)) {
            throw new IllegalArgumentException("the strength of a street scene is from 0 to 1, not " + strength);
        }
    }

    /** At its full strength. */
    public StreetScene(int side) {
        this(side, 1);
    }

    @Override
    public String name() {
        return "street" + side;
    }

    @Override
    public ImageShape output(ImageShape input) {
        return new ImageShape(3, side, side);
    }

    @Override
    public Distortion atStrength(double share) {
        return new StreetScene(side, share * strength);
    }

    @Override
    public void apply(Dataset source, int index, RandomGenerator random, float[] into, int offset) {
        Objects.checkFromIndexSize(offset, 3 * side * side, into.length);
        Buffers buffers = BUFFERS.get();
        buffers.fit(source.shape(), side);
        Canvas canvas = new Canvas(into, offset, side);
        Colour wall = Colour.any(random);
        canvas.paintWall(wall, random);
        Colour paint = wall.contrasting(random);
        int pieces = (int) Math.round(strength * PIECES_ON_TIGHT * side * side / (TIGHT * TIGHT));
        for (int i = 0; i < pieces; i++) {
            paste(source, random.nextBoolean() ? paint : Colour.any(random), random, buffers, canvas);
        }
        int digits = source.labels().get(source.label(index)).length();
        source.read(index, buffers.row, 0);
        hang(source.shape(), digits, random, buffers);
        canvas.lay(buffers.coverage, paint);
        canvas.addNoise(random);
    }

    /** Where the number covers the canvas, and how much. */
    private void hang(ImageShape row, int digits, RandomGenerator random, Buffers buffers) {
        double digit = row.height();
        double pitch = digit * SeededRandom.uniform(random, 0.66, 0.78);
        double width = pitch * (digits - 1) + INK * digit;
        double height = INK * digit;
        double least = 1 - strength * (1 - LEAST_SIZE);
        double size = Math.min(MOST_WIDTH / width, MOST_HEIGHT / height) * SeededRandom.uniform(random, least, 1);
        push(row, digits, pitch, buffers);
        double angle = strength * SeededRandom.uniform(random, -TURN_RADIANS, TURN_RADIANS);
        double slant = strength * SeededRandom.uniform(random, -SLANT, SLANT);
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        // The box of the turned number stays on the canvas.
        double reachX = size * ((width + Math.abs(slant) * height) * cos + height * Math.abs(sin)) / 2;
        double reachY = size * (width * Math.abs(sin) + height * cos) / 2;
        double placeX = strength * SeededRandom.uniform(random, -1, 1) * Math.max(0, side / 2.0 - reachX);
        double placeY = strength * SeededRandom.uniform(random, -1, 1) * Math.max(0, side / 2.0 - reachY);
        // Output to input, in pixels from both centres: moved back, turned back, straightened.
        double xx = (cos + slant * sin) / size;
        double xy = (sin - slant * cos) / size;
        double yx = -sin / size;
        double yy = cos / size;
        double toX = 2.0 / row.width();
        double toY = 2.0 / row.height();
        double half = side / 2.0;
        float[] theta = {
            (float) (xx * half * toX), (float) (xy * half * toX), (float) (-(xx * placeX + xy * placeY) * toX),
            (float) (yx * half * toY), (float) (yy * half * toY), (float) (-(yx * placeX + yy * placeY) * toY)
        };
        buffers.warp.forward(
                new WarpBatch(1, 1, FloatBuffer.wrap(buffers.pushed), FloatBuffer.wrap(theta)),
                FloatBuffer.wrap(buffers.coverage));
    }

    /** Pushes the digits of a row together, and into its middle. */
    private static void push(ImageShape row, int digits, double pitch, Buffers buffers) {
        Arrays.fill(buffers.pushed, 0);
        int side = row.height();
        double left = (row.width() - pitch * (digits - 1) - side) / 2;
        for (int digit = 0; digit < digits; digit++) {
            int to = Math.max(0, Math.min(row.width() - side, (int) Math.round(left + digit * pitch)));
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    int at = y * row.width() + to + x;
                    buffers.pushed[at] = Math.max(buffers.pushed[at], buffers.row[y * row.width() + digit * side + x]);
                }
            }
        }
    }

    /** A piece of another number's first digit, too small to be read. */
    private void paste(Dataset source, Colour paint, RandomGenerator random, Buffers buffers, Canvas canvas) {
        ImageShape row = source.shape();
        source.read(random.nextInt(source.size()), buffers.row, 0);
        int piece = row.height() / 4 + random.nextInt(row.height() / 8 + 1);
        int fromX = random.nextInt(row.height() - piece + 1);
        int fromY = random.nextInt(row.height() - piece + 1);
        int toX = random.nextInt(side - piece + 1);
        int toY = random.nextInt(side - piece + 1);
        for (int y = 0; y < piece; y++) {
            for (int x = 0; x < piece; x++) {
                canvas.lay(toY + y, toX + x, buffers.row[(fromY + y) * row.width() + fromX + x], paint);
            }
        }
    }

    /** What one thread draws with. */
    private static final class Buffers {
        private ImageShape shape;
        private float[] row;
        private float[] pushed;
        private float[] coverage;
        private Warp warp;

        void fit(ImageShape wanted, int side) {
            if (wanted.equals(shape) && coverage.length == side * side) {
                return;
            }
            shape = wanted;
            row = new float[wanted.values()];
            pushed = new float[wanted.values()];
            coverage = new float[side * side];
            Geometry geometry = new Geometry(wanted.size(), new ImageSize(side, side), false);
            // The loader's workers are the threads: each picture is one worker's.
            warp = new Warp(new Affine(), geometry, Interpolation.BILINEAR, Padding.ZEROS).withThreads(1);
        }
    }
}
