package org.stn4j.data;

import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.stn4j.warp.Affine;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Padding;
import org.stn4j.warp.Warp;
import org.stn4j.warp.WarpBatch;

/**
 * Another distortion, and on what it makes an augmentation: a warp, bilinear and with the border's pixels outside, and a
 * change of values. For learning only.
 *
 * @param then what is done to the picture first
 * @param augmentation how much it is changed afterwards
 */
public record Augmented(Distortion then, Augmentation augmentation) implements Distortion {
    private static final Map<ImageShape, Warp> WARPS = new ConcurrentHashMap<>();
    private static final Scratch SCRATCH = new Scratch();

    public Augmented {
        Objects.requireNonNull(then, "then");
        Objects.requireNonNull(augmentation, "augmentation");
    }

    /** The distortion itself where nothing is augmented. */
    public static Distortion of(Distortion then, Augmentation augmentation) {
        return augmentation.changesNothing() ? then : new Augmented(then, augmentation);
    }

    /** The other's: what it is measured by is not augmented. */
    @Override
    public String name() {
        return then.name();
    }

    @Override
    public ImageShape output(ImageShape input) {
        return then.output(input);
    }

    @Override
    public Distortion atStrength(double strength) {
        return new Augmented(then.atStrength(strength), augmentation);
    }

    @Override
    public void apply(Dataset source, int index, RandomGenerator random, float[] into, int offset) {
        ImageShape shape = output(source.shape());
        if (augmentation.moves()) {
            float[] picture = SCRATCH.values(shape.values());
            then.apply(source, index, random, picture, 0);
            Warp warp = WARPS.computeIfAbsent(shape, Augmented::warp);
            warp.forward(
                    new WarpBatch(
                            1, shape.channels(), FloatBuffer.wrap(picture), FloatBuffer.wrap(move(shape, random))),
                    FloatBuffer.wrap(into, offset, shape.values()).slice());
        } else {
            then.apply(source, index, random, into, offset);
        }
        if (augmentation.colours()) {
            colour(shape, random, into, offset);
        }
    }

    private static Warp warp(ImageShape shape) {
        Geometry geometry = new Geometry(shape.size(), shape.size(), false);
        // The loader's workers are the threads: each picture is one worker's.
        return new Warp(new Affine(), geometry, Interpolation.BILINEAR, Padding.BORDER).withThreads(1);
    }

    /** θ of the move; a turn is one in pixels, whatever the proportions of the picture. */
    private float[] move(ImageShape shape, RandomGenerator random) {
        double angle = Math.toRadians(between(random, augmentation.turnDegrees()));
        double size = factor(random, augmentation.scale());
        double stretch = Math.sqrt(factor(random, augmentation.stretch()));
        double side = augmentation.mirror() && random.nextBoolean() ? -1 : 1;
        double x = 2 * between(random, augmentation.shift());
        double y = 2 * between(random, augmentation.shift());
        double cos = Math.cos(angle) / size;
        double sin = Math.sin(angle) / size;
        double ratio = (double) shape.height() / shape.width();
        return new float[] {
            (float) (side * stretch * cos), (float) (side * stretch * sin * ratio), (float) x,
            (float) (-sin / ratio / stretch), (float) (cos / stretch), (float) y
        };
    }

    private void colour(ImageShape shape, RandomGenerator random, float[] into, int offset) {
        float contrast = (float) factor(random, augmentation.contrast());
        float brightness = (float) between(random, augmentation.brightness());
        int pixels = shape.height() * shape.width();
        double sum = 0;
        for (int i = offset; i < offset + shape.values(); i++) {
            sum += into[i];
        }
        float mean = (float) (sum / shape.values());
        for (int channel = 0; channel < shape.channels(); channel++) {
            float gain = shape.channels() > 1 ? (float) factor(random, augmentation.colour()) : 1;
            int start = offset + channel * pixels;
            for (int i = start; i < start + pixels; i++) {
                float value = gain * (mean + contrast * (into[i] - mean) + brightness);
                into[i] = Math.max(0, Math.min(1, value));
            }
        }
    }

    private static double between(RandomGenerator random, double largest) {
        return largest * (2 * random.nextDouble() - 1);
    }

    /** As likely above 1 as below, by the same ratio. */
    private static double factor(RandomGenerator random, double largest) {
        return Math.pow(1 + largest, 2 * random.nextDouble() - 1);
    }
}
