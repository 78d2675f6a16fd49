package org.stn4j.data.street;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.stn4j.data.Dataset;
import org.stn4j.data.Distortion;
import org.stn4j.data.ImageShape;
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
 */
public record StreetScene(int side) implements Distortion {
    private static final int TIGHT = 64;
    private static final double MOST_WIDTH = 0.86 * TIGHT;
    private static final double MOST_HEIGHT = 0.7 * TIGHT;
    private static final double LEAST_SIZE = 0.75;
    private static final double TURN_RADIANS = Math.toRadians(12);
    private static final double SLANT = 0.2;

    /** Share of a digit's picture that has ink in it, in both directions. */
    private static final double INK = 20.0 / 28;

    private static final double LEAST_CONTRAST = 0.3;
    private static final int PIECES_ON_TIGHT = 6;
    private static final double NOISE = 0.03;
    private static final float[] BRIGHTNESS = {0.299f, 0.587f, 0.114f};
    private static final ThreadLocal<Buffers> BUFFERS = ThreadLocal.withInitial(Buffers::new);

    public StreetScene {
        if (side < TIGHT || side > 4096) {
            throw new IllegalArgumentException("a street scene has 64 to 4096 pixels a side, not " + side);
        }
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
    public void apply(Dataset source, int index, RandomGenerator random, float[] into, int offset) {
        Objects.checkFromIndexSize(offset, 3 * side * side, into.length);
        Buffers buffers = BUFFERS.get();
        buffers.fit(source.shape(), side);
        Canvas canvas = new Canvas(into, offset, side);
        Colour wall = Colour.any(random);
        canvas.paintWall(wall, random);
        Colour paint = wall.contrasting(random);
        int pieces = PIECES_ON_TIGHT * side * side / (TIGHT * TIGHT);
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
        double pitch = digit * uniform(random, 0.66, 0.78);
        double width = pitch * (digits - 1) + INK * digit;
        double height = INK * digit;
        double size = Math.min(MOST_WIDTH / width, MOST_HEIGHT / height) * uniform(random, LEAST_SIZE, 1);
        push(row, digits, pitch, buffers);
        double angle = uniform(random, -TURN_RADIANS, TURN_RADIANS);
        double slant = uniform(random, -SLANT, SLANT);
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        // The box of the turned number stays on the canvas.
        double reachX = size * ((width + Math.abs(slant) * height) * cos + height * Math.abs(sin)) / 2;
        double reachY = size * (width * Math.abs(sin) + height * cos) / 2;
        double placeX = uniform(random, -1, 1) * Math.max(0, side / 2.0 - reachX);
        double placeY = uniform(random, -1, 1) * Math.max(0, side / 2.0 - reachY);
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

    private static double uniform(RandomGenerator random, double from, double to) {
        return from + (to - from) * random.nextDouble();
    }

    /** Red, green and blue, from 0 to 1. */
    private record Colour(float red, float green, float blue) {
        static Colour any(RandomGenerator random) {
            return new Colour((float) random.nextDouble(), (float) random.nextDouble(), (float) random.nextDouble());
        }

        float of(int channel) {
            return channel == 0 ? red : channel == 1 ? green : blue;
        }

        private double brightness() {
            return BRIGHTNESS[0] * red + BRIGHTNESS[1] * green + BRIGHTNESS[2] * blue;
        }

        /** One that can be read before this one. */
        Colour contrasting(RandomGenerator random) {
            Colour colour = any(random);
            while (Math.abs(colour.brightness() - brightness()) < LEAST_CONTRAST) {
                colour = any(random);
            }
            return colour;
        }
    }

    /** The picture that is being painted, {@code [3, side, side]}. */
    private record Canvas(float[] values, int offset, int side) {

        /** A wall that is lighter in one place than in another, with joints across. */
        void paintWall(Colour wall, RandomGenerator random) {
            float slopeX = (float) uniform(random, -0.12, 0.12);
            float slopeY = (float) uniform(random, -0.12, 0.12);
            int course = 8 + random.nextInt(17);
            int shift = random.nextInt(course);
            float joint = (float) uniform(random, -0.12, 0.12);
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

        void addNoise(RandomGenerator random) {
            for (int i = offset; i < offset + 3 * side * side; i++) {
                // Two even draws are near enough to a bell, and a fraction of its cost.
                double noise = NOISE * (random.nextDouble() + random.nextDouble() - 1) * 2.4;
                values[i] = (float) Math.max(0, Math.min(1, values[i] + noise));
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
