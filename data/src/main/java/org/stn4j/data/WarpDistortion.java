package org.stn4j.data;

import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Padding;
import org.stn4j.warp.Transform;
import org.stn4j.warp.Warp;
import org.stn4j.warp.WarpBatch;

/** A distortion that is one warp with random parameters: bilinear, zeros outside. */
final class WarpDistortion implements Distortion {
    private final String name;
    private final Transform transform;
    private final double canvas;
    private final ThetaDraw draw;
    private final Map<ImageShape, Warp> warps;
    private final Scratch scratch;

    /** {@code canvas} is the side of the result, relative to the picture's. */
    WarpDistortion(String name, Transform transform, double canvas, ThetaDraw draw) {
        this.name = name;
        this.transform = transform;
        this.canvas = canvas;
        this.draw = draw;
        this.warps = new ConcurrentHashMap<>();
        this.scratch = new Scratch();
    }

    /** Another draw, with the same memory to work in. */
    private WarpDistortion(WarpDistortion other, ThetaDraw draw) {
        this.name = other.name;
        this.transform = other.transform;
        this.canvas = other.canvas;
        this.draw = draw;
        this.warps = other.warps;
        this.scratch = other.scratch;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ImageShape output(ImageShape input) {
        return input.withSize(
                Math.toIntExact(Math.round(input.height() * canvas)),
                Math.toIntExact(Math.round(input.width() * canvas)));
    }

    @Override
    public Distortion atStrength(double strength) {
        if (!(strength >= 0 && strength < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the strength of distortion " + name + " is 0 or more, not " + strength);
        }
        return new WarpDistortion(this, draw.atStrength(strength));
    }

    @Override
    public void apply(Dataset source, int index, RandomGenerator random, float[] into, int offset) {
        ImageShape shape = source.shape();
        Objects.checkFromIndexSize(offset, output(shape).values(), into.length);
        Warp warp = warps.computeIfAbsent(shape, this::warp);
        float[] picture = scratch.picture(source, index);
        float[] theta = new float[transform.parameterCount(warp.geometry().output())];
        draw.draw(random, warp.geometry(), theta);
        FloatBuffer output =
                FloatBuffer.wrap(into, offset, output(shape).values()).slice();
        warp.forward(new WarpBatch(1, shape.channels(), FloatBuffer.wrap(picture), FloatBuffer.wrap(theta)), output);
    }

    private Warp warp(ImageShape shape) {
        ImageSize size = output(shape).size();
        // The loader's workers are the threads: each picture is one worker's.
        return new Warp(transform, new Geometry(shape.size(), size, false), Interpolation.BILINEAR, Padding.ZEROS)
                .withThreads(1);
    }
}
