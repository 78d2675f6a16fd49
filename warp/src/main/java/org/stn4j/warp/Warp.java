package org.stn4j.warp;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.stn4j.warp.threads.Pool;
import org.stn4j.warp.threads.Workers;

/**
 * A differentiable image warp: every output pixel looks at a place in the input, and reads there.
 *
 * <p>{@link Transform} says where to look, {@link Interpolation} how to read between the pixels, {@link Padding} what
 * lies outside. No sampling grid is ever stored: coordinates live for one tile of the output, in the cache.
 *
 * <p><b>Convention.</b> Images are {@code [N, C, H, W]}, or with the {@link ChannelOrder channels last}, float32. θ maps output to input coordinates, (x, y), normalised
 * to [-1, 1]; see {@link Geometry} for the corners. The identity gives back an image of finite pixels bit for bit at
 * equal size, but for the sign of a zero; a pixel that is not finite also reaches those that are interpolated with it. The
 * results have the same bits for any number of threads.
 *
 * <p>Places that are NaN or infinite read the padding's value, and give no gradient. Places beyond the reach of the
 * interpolation give θ none with constant and border padding; with reflection the image goes on there, and so do its
 * gradients.
 *
 * <p>Immutable and safe for use by many threads at once.
 */
public final class Warp {

    /** Samples (of all channels) below which handing work to another thread costs more than it saves. */
    private static final int SMALL = 1 << 14;

    private final Transform transform;
    private final WarpPlan plan;
    private final int threads;
    private final Pool<TileWorker> workers;
    private final Pool<OrderedMerge> merges;

    /** A warp with bilinear interpolation and zeros outside, on all processors. */
    public Warp(Transform transform, Geometry geometry) {
        this(transform, geometry, Interpolation.BILINEAR, Padding.ZEROS);
    }

    /** A warp on all processors. */
    public Warp(Transform transform, Geometry geometry, Interpolation interpolation, Padding padding) {
        this(transform, WarpPlan.of(transform, geometry, interpolation, padding), Workers.defaultThreads());
    }

    Warp(Transform transform, WarpPlan plan, int threads) {
        this.transform = transform;
        this.plan = plan;
        this.threads = threads;
        this.workers = new Pool<>(() -> new TileWorker(plan));
        this.merges = new Pool<>(() -> new OrderedMerge(plan));
    }

    /** The same warp on at most so many threads, the caller's among them. */
    public Warp withThreads(int threads) {
        return new Warp(transform, plan, Workers.checked(threads));
    }

    public Transform transform() {
        return transform;
    }

    public Geometry geometry() {
        return plan.geometry();
    }

    /**
     * Warps one image.
     *
     * @param image {@code [C, H, W]}
     * @param theta {@code [P]}
     * @return a new array, {@code [C, H', W']}
     * @throws IllegalArgumentException if an array has another length; one line
     */
    public float[] apply(float[] image, int channels, float[] theta) {
        int pixels = plan.geometry().input().pixels();
        if (image.length != (long) channels * pixels) {
            throw new IllegalArgumentException("the image holds " + image.length + " numbers; " + channels
                    + " channels of " + pixels + " pixels are " + (long) channels * pixels);
        }
        checkLength(theta);
        float[] output =
                new float[Math.multiplyExact(channels, plan.geometry().output().pixels())];
        forward(new WarpBatch(1, channels, FloatBuffer.wrap(image), FloatBuffer.wrap(theta)), FloatBuffer.wrap(output));
        return output;
    }

    /**
     * Whether images with the channels last are read and written as they lie. Others are copied, which takes longer than
     * with the channels first.
     */
    public boolean takesChannelsLast(int channels) {
        return plan.groupSampler()
                .filter(sampler -> channels % sampler.lanes() == 0)
                .isPresent();
    }

    private boolean isReordered(WarpBatch batch) {
        return batch.order() == ChannelOrder.LAST && !takesChannelsLast(batch.channels());
    }

    /** The batch as planes. */
    private WarpBatch reordered(WarpBatch batch) {
        int pixels = plan.geometry().input().pixels();
        return new WarpBatch(
                batch.images(),
                batch.channels(),
                Reordered.toPlanes(batch.input(), batch.images(), batch.channels(), pixels),
                batch.theta());
    }

    /**
     * Warps a batch.
     *
     * @param output is written, {@code [N, C, H', W']}, in the order of the batch's input
     * @throws IllegalArgumentException if a buffer is too small
     */
    public void forward(WarpBatch batch, FloatBuffer output) {
        check(batch);
        int pixels = plan.geometry().output().pixels();
        checkCapacity("output", output, batch, pixels);
        if (isReordered(batch)) {
            FloatBuffer planes = FloatBuffer.allocate(batch.images() * batch.channels() * pixels);
            forward(reordered(batch), planes);
            Reordered.toPixels(planes, batch.images(), batch.channels(), pixels, output);
            return;
        }
        if (byImage(batch)) {
            Workers.run(threads(batch), batch.images(), workers, (worker, image) -> {
                Mapping.OfImage map = map(batch, image);
                for (int tile = 0; tile < plan.tiling().tiles(); tile++) {
                    worker.forward(batch, image, map, tile, output);
                }
            });
            return;
        }
        for (int image = 0; image < batch.images(); image++) {
            int current = image;
            Mapping.OfImage map = map(batch, image);
            Workers.run(
                    threads(batch),
                    plan.tiling().tiles(),
                    workers,
                    (worker, tile) -> worker.forward(batch, current, map, tile, output));
        }
    }

    /**
     * Computes the gradient of a loss with respect to the images, the parameters, or both.
     *
     * @param outputGradient gradient of the loss with respect to the output, {@code [N, C, H', W']}, in the order of the
     *     batch's input, as is the images' gradient
     * @param gradients what is wanted; is written
     * @throws IllegalArgumentException if a buffer is too small
     */
    public void backward(WarpBatch batch, FloatBuffer outputGradient, WarpGradients gradients) {
        check(batch);
        checkCapacity(
                "output gradient",
                outputGradient,
                batch,
                plan.geometry().output().pixels());
        if (gradients.input() != null) {
            checkCapacity(
                    "input gradient",
                    gradients.input(),
                    batch,
                    plan.geometry().input().pixels());
        }
        if (gradients.theta() != null) {
            checkThetaCapacity("theta gradient", gradients.theta(), batch.images());
        }
        if (isReordered(batch)) {
            backwardReordered(batch, outputGradient, gradients);
            return;
        }
        if (byImage(batch)) {
            Workers.run(
                    threads(batch),
                    batch.images(),
                    workers,
                    (worker, image) -> backwardOfImage(worker, batch, image, outputGradient, gradients));
            return;
        }
        for (int image = 0; image < batch.images(); image++) {
            backwardByTile(batch, image, outputGradient, gradients);
        }
    }

    private void backwardReordered(WarpBatch batch, FloatBuffer outputGradient, WarpGradients gradients) {
        int images = batch.images();
        int channels = batch.channels();
        int pixels = plan.geometry().input().pixels();
        FloatBuffer planes = gradients.input() == null ? null : FloatBuffer.allocate(images * channels * pixels);
        backward(
                reordered(batch),
                Reordered.toPlanes(
                        outputGradient,
                        images,
                        channels,
                        plan.geometry().output().pixels()),
                new WarpGradients(planes, gradients.theta()));
        if (planes != null) {
            Reordered.toPixels(planes, images, channels, pixels, gradients.input());
        }
    }

    private void backwardOfImage(
            TileWorker worker, WarpBatch batch, int image, FloatBuffer outputGradient, WarpGradients gradients) {
        Mapping.OfImage map = map(batch, image);
        boolean wantsTheta = gradients.theta() != null;
        double[] imageSums = worker.imageSums();
        double[] tileSums = worker.tileSums();
        Arrays.fill(imageSums, 0);
        GradientSink sink = null;
        if (gradients.input() != null) {
            if (!plan.isOneWindow()) {
                zeroInputGradient(batch, image, gradients);
            }
            sink = worker.sinkTo(gradients.input(), inputStart(batch, image));
        }
        for (int tile = 0; tile < plan.tiling().tiles(); tile++) {
            Arrays.fill(tileSums, 0);
            worker.backward(
                    batch, image, map, tile, outputGradient, wantsTheta ? tileSums : null, gradients.theta(), sink);
            add(tileSums, imageSums);
        }
        if (wantsTheta) {
            map.finish(imageSums, gradients.theta(), image * plan.parameters());
        }
    }

    /** The same sums in the same order as {@link #backwardOfImage}, with the tiles of the image as the tasks. */
    private void backwardByTile(WarpBatch batch, int image, FloatBuffer outputGradient, WarpGradients gradients) {
        Mapping.OfImage map = map(batch, image);
        boolean wantsTheta = gradients.theta() != null;
        boolean wantsInput = gradients.input() != null;
        if (wantsInput) {
            zeroInputGradient(batch, image, gradients);
        }
        double[] imageSums = new double[plan.mapping().sums()];
        int wave = OrderedMerge.waveTiles(threads);
        double[][] tileSums = new double[wave][plan.mapping().sums()];
        OrderedMerge merge = merges.take();
        for (int first = 0; first < plan.tiling().tiles(); first += wave) {
            int start = first;
            int tiles = Math.min(wave, plan.tiling().tiles() - first);
            merge.begin(tiles);
            Workers.run(threads, tiles, workers, (worker, i) -> {
                Arrays.fill(tileSums[i], 0);
                worker.backward(
                        batch,
                        image,
                        map,
                        start + i,
                        outputGradient,
                        wantsTheta ? tileSums[i] : null,
                        gradients.theta(),
                        wantsInput ? merge.sink(i) : null);
            });
            for (int i = 0; i < tiles; i++) {
                add(tileSums[i], imageSums);
            }
            if (wantsInput) {
                merge.addTo(gradients.input(), inputStart(batch, image), batch.planes(), threads);
            }
        }
        merges.giveBack(merge);
        if (wantsTheta) {
            map.finish(imageSums, gradients.theta(), image * plan.parameters());
        }
    }

    private static void add(double[] sums, double[] to) {
        for (int i = 0; i < sums.length; i++) {
            to[i] += sums[i];
        }
    }

    private void zeroInputGradient(WarpBatch batch, int image, WarpGradients gradients) {
        Buffers.zero(gradients.input(), inputStart(batch, image), inputStart(batch, 1));
    }

    /** Where an image starts in the input. */
    private int inputStart(WarpBatch batch, int image) {
        return image * batch.channels() * plan.geometry().input().pixels();
    }

    /**
     * Where every output pixel of an image looks.
     *
     * @param theta {@code [P]}
     * @return all x, then all y, row by row over the output, in input pixels (the centre of the first pixel is 0)
     * @throws IllegalArgumentException if θ has another length; one line
     */
    public float[][] coordinates(float[] theta) {
        checkLength(theta);
        Geometry geometry = plan.geometry();
        float[] xs = new float[geometry.output().pixels()];
        float[] ys = new float[geometry.output().pixels()];
        int width = geometry.output().width();
        Mapping.OfImage map = plan.mapping().ofImage(FloatBuffer.wrap(theta), 0);
        float[] tileXs = new float[plan.tiling().samples()];
        float[] tileYs = new float[plan.tiling().samples()];
        for (int tile = 0; tile < plan.tiling().tiles(); tile++) {
            Block block = plan.tiling().block(tile);
            map.coordinates(block, tileXs, tileYs);
            block.forEachRun(width, 0, block.samples(), (place, at, n) -> {
                System.arraycopy(tileXs, at, xs, place, n);
                System.arraycopy(tileYs, at, ys, place, n);
            });
        }
        return new float[][] {xs, ys};
    }

    /**
     * The share of all samples whose place lies outside the image: near 1, nothing is left to learn from.
     *
     * @param theta {@code [N, P]}
     * @param images number of images, N, at least 0
     * @throws IllegalArgumentException if θ is too small; one line
     */
    public double outsideShare(FloatBuffer theta, int images) {
        checkOutside(theta, images);
        if (images == 0) {
            return 0;
        }
        int[] counts = new int[images];
        Workers.run(threads, images, workers, (worker, image) -> {
            Mapping.OfImage map = plan.mapping().ofImage(theta, image * plan.parameters());
            for (int tile = 0; tile < plan.tiling().tiles(); tile++) {
                counts[image] += worker.countOutside(map, tile);
            }
        });
        double outside = 0;
        for (int count : counts) {
            outside += count;
        }
        return outside / ((double) images * plan.geometry().output().pixels());
    }

    /**
     * How far the samples lie outside the image, as a loss that leads them back: where all of them are outside and see
     * nothing but padding, the gradient of what is seen is 0, and this one is not.
     *
     * <p>The mean over all samples of {@code √(1 + d²) - 1}, where d is a sample's distance from the image in halves of its
     * sides: about d²/2 near the border and d far away, where the gradient stays bounded. Samples without a place count
     * nothing.
     *
     * @param theta {@code [N, P]}
     * @param images number of images, N, at least 0
     * @param thetaGradient is written, {@code [N, P]}
     * @throws IllegalArgumentException if a buffer is too small; one line
     */
    public double outsideReach(FloatBuffer theta, int images, FloatBuffer thetaGradient) {
        checkOutside(theta, images);
        checkThetaCapacity("theta gradient", thetaGradient, images);
        double share = 1 / (Math.max(1.0, images) * plan.geometry().output().pixels());
        double[] reaches = new double[images];
        Workers.run(threads, images, workers, (worker, image) -> {
            int offset = image * plan.parameters();
            Mapping.OfImage map = plan.mapping().ofImage(theta, offset);
            double[] sums = worker.imageSums();
            Arrays.fill(sums, 0);
            for (int tile = 0; tile < plan.tiling().tiles(); tile++) {
                reaches[image] += worker.reachOutside(map, tile, share, sums, thetaGradient, offset);
            }
            map.finish(sums, thetaGradient, offset);
        });
        return share * Arrays.stream(reaches).sum();
    }

    private void checkOutside(FloatBuffer theta, int images) {
        if (images < 0) {
            throw new IllegalArgumentException("what lies outside is that of 0 or more images, not " + images);
        }
        checkThetaCapacity("theta", theta, images);
    }

    private Mapping.OfImage map(WarpBatch batch, int image) {
        return plan.mapping().ofImage(batch.theta(), image * plan.parameters());
    }

    /** Whether whole images are the tasks; otherwise the tiles of one image after the other are. */
    private boolean byImage(WarpBatch batch) {
        return plan.tiling().tiles() == 1 || threads == 1 || batch.images() >= 4 * threads || isSmall(batch);
    }

    private int threads(WarpBatch batch) {
        return isSmall(batch) ? 1 : threads;
    }

    private boolean isSmall(WarpBatch batch) {
        return (long) batch.images()
                        * batch.channels()
                        * plan.geometry().output().pixels()
                < SMALL;
    }

    private void check(WarpBatch batch) {
        checkCapacity("input", batch.input(), batch, plan.geometry().input().pixels());
        checkThetaCapacity("theta", batch.theta(), batch.images());
    }

    private static void checkCapacity(String name, FloatBuffer buffer, WarpBatch batch, int pixels) {
        long needed = (long) batch.images() * batch.channels() * pixels;
        if (Objects.requireNonNull(buffer, name).limit() < needed) {
            throw new IllegalArgumentException("the " + name + " holds " + buffer.limit() + " numbers; "
                    + batch.images() + " images of " + batch.channels() + " channels of " + pixels + " pixels are "
                    + needed);
        }
    }

    private void checkLength(float[] theta) {
        if (theta.length == plan.parameters()) {
            return;
        }
        boolean wholeMatrix = transform instanceof Projective && theta.length == plan.parameters() + 1;
        throw new IllegalArgumentException("theta of '" + transform.name() + "' has " + plan.parameters()
                + " numbers, not " + theta.length
                + (wholeMatrix ? "; divide the 3x3 matrix by its last entry, and leave that out" : ""));
    }

    private void checkThetaCapacity(String name, FloatBuffer buffer, int images) {
        long needed = (long) images * plan.parameters();
        if (Objects.requireNonNull(buffer, name).limit() < needed) {
            throw new IllegalArgumentException("the " + name + " holds " + buffer.limit() + " numbers; "
                    + images + " times the " + plan.parameters() + " parameters of '" + transform.name()
                    + "' are " + needed);
        }
    }
}
