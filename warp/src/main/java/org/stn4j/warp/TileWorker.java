package org.stn4j.warp;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.stn4j.warp.kernel.Kernels;
import org.stn4j.warp.kernel.Taps;

/**
 * Computes tiles, one at a time, in scratch memory of its own that is kept from tile to tile.
 *
 * <p>The steps, each a plain loop over the tile: where each output pixel looks ({@link Mapping}); the place inside the
 * frame that stands for it ({@link Outside}); the taps it reads ({@link Taps}); and then, channel by channel, the
 * {@link Window} and the values. Backwards, the channels leave the gradient of the coordinates, and the mapping folds it
 * into that of θ.
 */
final class TileWorker {

    /** Work on a stretch of the tile for which {@link #window} is placed and {@link #taps} are found. */
    private interface Stretch {
        void accept(int from, int to);
    }

    private final Kernels kernels = Kernels.active();
    private final WarpPlan plan;
    private final float[] xs;
    private final float[] ys;
    private final float[] signX;
    private final float[] signY;
    private final float[] dxs;
    private final float[] dys;
    private final float[] values;
    private final double[] imageSums;
    private final double[] tileSums;
    private final Taps taps;
    private final Window window;
    private final AddingSink addingSink;
    /** Null where the backend knows no groups. */
    private final ChannelGroup group;
    /** The same. */
    private final PixelPieces pieces;

    private Block block;

    TileWorker(WarpPlan plan) {
        this.plan = plan;
        int samples = plan.tiling().samples();
        xs = new float[samples];
        ys = new float[samples];
        signX = new float[plan.outside().isReflection() ? samples : 0];
        signY = new float[plan.outside().isReflection() ? samples : 0];
        dxs = new float[samples];
        dys = new float[samples];
        values = new float[samples];
        imageSums = new double[plan.mapping().sums()];
        tileSums = new double[plan.mapping().sums()];
        taps = new Taps(samples);
        window = new Window(plan.outside(), plan.geometry().input());
        addingSink = new AddingSink();
        group = plan.groupSampler()
                .map(sampler -> new ChannelGroup(
                        sampler, plan.outside(), plan.geometry().input()))
                .orElse(null);
        pieces = plan.groupSampler()
                .map(sampler -> new PixelPieces(sampler, plan.geometry()))
                .orElse(null);
    }

    /** Room for the mapping's sums over an image, with whatever is in it. */
    double[] imageSums() {
        return imageSums;
    }

    /** Room for the mapping's sums over a tile. */
    double[] tileSums() {
        return tileSums;
    }

    /** Computes the output of one tile of one image. */
    void forward(WarpBatch batch, int image, Mapping.OfImage map, int tile, FloatBuffer output) {
        int pixels = plan.geometry().input().pixels();
        if (batch.order() == ChannelOrder.LAST) {
            locate(map, tile, batch.channels(), (from, to) -> {
                window.load(batch.input(), image * batch.channels() * pixels);
                pieces.read(window, batch.channels(), taps, block, from, to, output, image);
            });
            return;
        }
        locate(map, tile, 1, (from, to) -> {
            int channel = 0;
            for (; isGroup(channel, batch); channel += group.lanes()) {
                int plane = image * batch.channels() + channel;
                group.load(window, batch.input(), plane * pixels, pixels);
                group.read(taps, from, to, (lane, piece, at, end) -> write(output, plane + lane, piece, 0, at, end));
            }
            for (; channel < batch.channels(); channel++) {
                int plane = image * batch.channels() + channel;
                window.load(batch.input(), plane * pixels);
                plan.sampler().read(window.values(), taps, from, to, values);
                write(output, plane, values, from, from, to);
            }
        });
    }

    /** Whether the channels from one on are enough for a group. */
    private boolean isGroup(int channel, WarpBatch batch) {
        return group != null && channel + group.lanes() <= batch.channels();
    }

    /**
     * Computes the gradient of one tile of one image.
     *
     * @param thetaSums the mapping's sums, to be added to; null if the gradient of θ is not wanted
     * @param thetaGradient where dense mappings write theirs
     * @param imageSink takes the gradient of the image; null if it is not wanted
     */
    void backward(
            WarpBatch batch,
            int image,
            Mapping.OfImage map,
            int tile,
            FloatBuffer outputGradient,
            double[] thetaSums,
            FloatBuffer thetaGradient,
            GradientSink imageSink) {
        boolean wantsTheta = thetaSums != null;
        if (batch.order() == ChannelOrder.LAST) {
            locate(
                    map,
                    tile,
                    batch.channels(),
                    (from, to) -> backwardOfPixels(batch, image, from, to, outputGradient, wantsTheta, imageSink));
        } else {
            locate(
                    map,
                    tile,
                    1,
                    (from, to) -> backwardOfPlanes(batch, image, from, to, outputGradient, wantsTheta, imageSink));
        }
        if (wantsTheta) {
            foldIntoTheta(map, block.samples(), thetaSums, thetaGradient, image * plan.parameters());
        }
    }

    private void backwardOfPlanes(
            WarpBatch batch,
            int image,
            int from,
            int to,
            FloatBuffer outputGradient,
            boolean wantsTheta,
            GradientSink imageSink) {
        int pixels = plan.geometry().input().pixels();
        int channel = 0;
        for (; isGroup(channel, batch); channel += group.lanes()) {
            int plane = image * batch.channels() + channel;
            if (wantsTheta) {
                group.load(window, batch.input(), plane * pixels, pixels);
            }
            if (imageSink != null) {
                group.clearGradient(window);
            }
            group.backward(
                    taps,
                    from,
                    to,
                    (lane, piece, at, end) -> read(outputGradient, plane + lane, piece, 0, at, end),
                    wantsTheta ? dxs : null,
                    dys,
                    channel > 0,
                    imageSink != null);
            if (imageSink != null) {
                group.closeGradient(window, imageSink, channel);
            }
        }
        for (; channel < batch.channels(); channel++) {
            int plane = image * batch.channels() + channel;
            read(outputGradient, plane, values, from, from, to);
            if (wantsTheta) {
                window.load(batch.input(), plane * pixels);
                plan.sampler().coordinateGradient(window.values(), taps, from, to, values, dxs, dys, channel > 0);
            }
            if (imageSink != null) {
                Window gradientWindow = imageSink.open(channel);
                gradientWindow.overwriteAt(window);
                plan.sampler().scatter(gradientWindow.values(), gradientWindow.size(), taps, from, to, values);
                imageSink.close(gradientWindow, channel);
            }
        }
    }

    private void backwardOfPixels(
            WarpBatch batch,
            int image,
            int from,
            int to,
            FloatBuffer outputGradient,
            boolean wantsTheta,
            GradientSink imageSink) {
        int channels = batch.channels();
        if (wantsTheta) {
            window.load(
                    batch.input(), image * channels * plan.geometry().input().pixels());
        }
        Window gradientWindow = null;
        if (imageSink != null) {
            gradientWindow = imageSink.open(0);
            gradientWindow.overwriteAt(window);
            Arrays.fill(gradientWindow.values(), 0, gradientWindow.size(), 0);
        }
        pieces.backward(
                window,
                gradientWindow,
                channels,
                taps,
                block,
                from,
                to,
                outputGradient,
                image,
                wantsTheta ? dxs : null,
                dys);
        if (imageSink != null) {
            imageSink.close(gradientWindow, 0);
        }
    }

    /**
     * A sink that adds each piece to an image at once: for one thread going over the tiles in order. The only piece of
     * {@link WarpPlan#isOneWindow} is written instead.
     */
    GradientSink sinkTo(FloatBuffer inputGradient, int start) {
        addingSink.inputGradient = inputGradient;
        addingSink.start = start;
        return addingSink;
    }

    private final class AddingSink implements GradientSink {
        private final float[] scratch = new float[plan.geometry().input().width()];
        private final List<Window> windows = new ArrayList<>();
        private int open;
        private FloatBuffer inputGradient;
        private int start;

        @Override
        public Window open(int channel) {
            if (open == windows.size()) {
                windows.add(new Window(plan.outside(), plan.geometry().input()));
            }
            return windows.get(open++);
        }

        @Override
        public void close(Window window, int channel) {
            open--;
            ImageSize input = plan.geometry().input();
            if (plan.isOneWindow()) {
                window.putTo(inputGradient, start + channel * input.pixels());
            } else {
                window.addTo(inputGradient, start + channel * input.pixels(), 0, input.height(), scratch);
            }
        }
    }

    /** Number of samples of a tile that lie outside the image. */
    int countOutside(Mapping.OfImage map, int tile) {
        coordinates(map, tile);
        float maxX = plan.geometry().input().width() - 0.5f;
        float maxY = plan.geometry().input().height() - 0.5f;
        int count = 0;
        for (int i = 0; i < block.samples(); i++) {
            // Written so that NaN counts as outside.
            if (!(xs[i] >= -0.5f && xs[i] <= maxX && ys[i] >= -0.5f && ys[i] <= maxY)) {
                count++;
            }
        }
        return count;
    }

    /**
     * Sums up how far the samples of a tile lie outside the image, as {@link Warp#outsideReach} has it, and folds the
     * gradient of so many times that sum into θ's.
     */
    double reachOutside(Mapping.OfImage map, int tile, double times, double[] sums, FloatBuffer gradient, int offset) {
        coordinates(map, tile);
        double halfWidth = plan.geometry().input().width() / 2.0;
        double halfHeight = plan.geometry().input().height() / 2.0;
        double reach = 0;
        for (int i = 0; i < block.samples(); i++) {
            double dx = beyond((xs[i] + 0.5) / halfWidth - 1);
            double dy = beyond((ys[i] + 0.5) / halfHeight - 1);
            double root = Math.sqrt(1 + dx * dx + dy * dy);
            boolean isDefined = Double.isFinite(root);
            reach += isDefined ? root - 1 : 0;
            dxs[i] = isDefined ? (float) (times * dx / (root * halfWidth)) : 0;
            dys[i] = isDefined ? (float) (times * dy / (root * halfHeight)) : 0;
        }
        map.gradient(block, dxs, dys, sums, gradient, offset);
        return reach;
    }

    /** How far a normalised coordinate lies beyond -1 or 1, with its sign. */
    private static double beyond(double coordinate) {
        return coordinate - Math.max(-1, Math.min(1, coordinate));
    }

    private void coordinates(Mapping.OfImage map, int tile) {
        block = plan.tiling().block(tile);
        map.coordinates(block, xs, ys);
    }

    /** Places a window of some channels, finds the taps of a tile, and runs the work on all of it, or on one stretch after the other. */
    private void locate(Mapping.OfImage map, int tile, int depth, Stretch work) {
        coordinates(map, tile);
        int samples = block.samples();
        boolean isSmall = !WarpPlan.isTooLarge(plan.frame(), samples);
        if (isSmall && plan.outside().isConstant()) {
            // The whole frame, whose constant part is filled once, for all tiles and images.
            window.moveTo(plan.frame(), 0, depth);
            taps.stride = window.stride();
            plan.sampler()
                    .clampAndLocate(
                            xs, ys, 0, samples, plan.outside().bounds(), window.left(), window.firstRow(), taps);
            work.accept(0, samples);
            return;
        }
        plan.outside().fold(xs, ys, 0, samples, signX, signY);
        if (isSmall) {
            locate(plan.frame(), 0, samples, depth);
            work.accept(0, samples);
        } else {
            forEachStretch(0, samples, depth, work);
        }
    }

    /**
     * Cuts the samples into stretches, each of which reads from one window of reasonable size, and runs the work on
     * each. Mostly that is the whole tile; where the output is far coarser than the input, it is a few samples.
     */
    private void forEachStretch(int from, int to, int depth, Stretch work) {
        Window.Place place = smallestPlace(from, to);
        if (WarpPlan.isTooLarge(place, to - from) && to - from > 1) {
            int middle = (from + to) >>> 1;
            if (to - from > block.columns()) {
                middle -= middle % block.columns();
            }
            forEachStretch(from, middle, depth, work);
            forEachStretch(middle, to, depth, work);
            return;
        }
        locate(place, from, to, depth);
        work.accept(from, to);
    }

    private void locate(Window.Place place, int from, int to, int depth) {
        int before = plan.sampler().before();
        int undefinedRows =
                plan.outside().isConstant() ? 0 : before + 1 + plan.sampler().after();
        window.moveTo(place, undefinedRows, depth);
        if (undefinedRows > 0) {
            for (int i = from; i < to; i++) {
                if (Float.isNaN(xs[i])) {
                    xs[i] = window.left() + before;
                    ys[i] = window.firstRow() + before;
                }
            }
        }
        taps.stride = window.stride();
        plan.sampler().locate(xs, ys, from, to, window.left(), window.firstRow(), taps);
    }

    /** The smallest window that holds what some samples read. */
    private Window.Place smallestPlace(int from, int to) {
        Kernels.Range x = kernels.range(xs, from, to);
        Kernels.Range y = kernels.range(ys, from, to);
        int before = plan.sampler().before();
        // The nearest pixel is found by rounding: one column and row more than rounding down would give.
        int after = plan.sampler().after() + 1;
        return new Window.Place(
                (int) Math.floor(x.least()) - before,
                (int) Math.floor(y.least()) - before,
                (int) Math.floor(x.greatest()) + after,
                (int) Math.floor(y.greatest()) + after);
    }

    private void foldIntoTheta(
            Mapping.OfImage map, int samples, double[] thetaSums, FloatBuffer thetaGradient, int offset) {
        if (plan.outside().isReflection()) {
            for (int i = 0; i < samples; i++) {
                dxs[i] *= signX[i];
                dys[i] *= signY[i];
            }
        }
        map.gradient(block, dxs, dys, thetaSums, thetaGradient, offset);
    }

    /** Writes samples {@code from … to - 1} of a plane, the first of which is {@code values[first]}. */
    private void write(FloatBuffer output, int plane, float[] values, int first, int from, int to) {
        ImageSize size = plan.geometry().output();
        int start = plane * size.pixels();
        block.forEachRun(
                size.width(), from, to, (place, at, n) -> output.put(start + place, values, first + at - from, n));
    }

    private void read(FloatBuffer outputGradient, int plane, float[] values, int first, int from, int to) {
        ImageSize size = plan.geometry().output();
        int start = plane * size.pixels();
        block.forEachRun(
                size.width(),
                from,
                to,
                (place, at, n) -> outputGradient.get(start + place, values, first + at - from, n));
    }
}
