package org.stn4j.data;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Padding;
import org.stn4j.warp.ThinPlateSpline;
import org.stn4j.warp.Warp;
import org.stn4j.warp.WarpBatch;

/**
 * Another distortion of pictures that are bent a little first, each time in another way: more hands for a network to
 * learn from than a set has. For learning only.
 *
 * <p>A bend is a slant, a change of proportions, and a thin-plate spline whose 4×4 points are moved, all of them normal
 * and without a turn, which would widen the range of a distortion that turns. Sampling is bicubic, so that strokes stay
 * as sharp as they are where nothing is bent.
 *
 * @param then what is done to the bent picture, and to bent pieces of others
 * @param strength standard deviation of a point's move relative to the picture's side; slant and proportions change by
 *     three times as much
 */
public record Bent(Distortion then, double strength) implements Distortion {
    private static final double WHOLE = 3;
    private static final ThinPlateSpline SPLINE = new ThinPlateSpline();
    private static final Map<ImageShape, Warp> WARPS = new ConcurrentHashMap<>();
    private static final Scratch SCRATCH = new Scratch();

    public Bent {
        Objects.requireNonNull(then, "then");
        if (!(strength > 0 && strength < 1)) {
            throw new IllegalArgumentException(
                    "the strength of a bend is a share of the picture's side, above 0 and below 1, not " + strength);
        }
    }

    /** The distortion itself where the strength is 0, else with bends. */
    public static Distortion of(Distortion then, double strength) {
        return strength == 0 ? then : new Bent(then, strength);
    }

    /** The other's: what it is measured by has no bends. */
    @Override
    public String name() {
        return then.name();
    }

    @Override
    public ImageShape output(ImageShape input) {
        return then.output(input);
    }

    @Override
    public Distortion atStrength(double share) {
        return new Bent(then.atStrength(share), strength);
    }

    @Override
    public void apply(Dataset source, int index, RandomGenerator random, float[] into, int offset) {
        then.apply(new BentPictures(source, strength, random), index, random, into, offset);
    }

    /** The pictures of another set, bent at each reading; so not a set that is handed to anybody but a distortion. */
    private record BentPictures(Dataset straight, double strength, RandomGenerator random) implements Dataset {
        @Override
        public String name() {
            return straight.name();
        }

        @Override
        public int size() {
            return straight.size();
        }

        @Override
        public ImageShape shape() {
            return straight.shape();
        }

        @Override
        public List<String> labels() {
            return straight.labels();
        }

        @Override
        public int label(int index) {
            return straight.label(index);
        }

        @Override
        public void read(int index, float[] into, int offset) {
            ImageShape shape = shape();
            int values = shape.values();
            Objects.checkFromIndexSize(offset, values, into.length);
            float[] picture = SCRATCH.picture(straight, index);
            Warp warp = WARPS.computeIfAbsent(shape, BentPictures::warp);
            warp.forward(
                    new WarpBatch(1, shape.channels(), FloatBuffer.wrap(picture), FloatBuffer.wrap(bend())),
                    FloatBuffer.wrap(into, offset, values).slice());
            for (int i = offset; i < offset + values; i++) {
                // A cubic runs a little beyond the values that it goes through.
                into[i] = Math.max(0, Math.min(1, into[i]));
            }
        }

        private float[] bend() {
            float[] theta = SPLINE.identity(shape().size());
            int points = theta.length / 2;
            double slant = WHOLE * strength * random.nextGaussian();
            double width = Math.exp(WHOLE * strength * random.nextGaussian());
            double height = Math.exp(WHOLE * strength * random.nextGaussian());
            for (int k = 0; k < points; k++) {
                double x = theta[k];
                double y = theta[points + k];
                // A side is two units long.
                theta[k] = (float) (width * x + slant * y + 2 * strength * random.nextGaussian());
                theta[points + k] = (float) (height * y + 2 * strength * random.nextGaussian());
            }
            return theta;
        }

        private static Warp warp(ImageShape shape) {
            Geometry geometry = new Geometry(shape.size(), shape.size(), false);
            // The loader's workers are the threads: each picture is one worker's.
            return new Warp(SPLINE, geometry, Interpolation.BICUBIC, Padding.ZEROS).withThreads(1);
        }
    }
}
