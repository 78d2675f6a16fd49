package org.stn4j.nn.torch;

import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Shape;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Warp;

/**
 * Samples images where θ says, as a {@link Layer.SpatialTransformer} does: with the kernels on the CPU, on as many threads
 * as libtorch's operators have, and with libtorch's operators elsewhere.
 */
public final class Sampler implements AutoCloseable {
    private final Layer.SpatialTransformer layer;
    private Warp warp;
    private int threads;
    private TorchWarp elsewhere;
    private String device = "";

    /**
     * The sampler of a layer; its localisation layers are of no meaning.
     *
     * @param input shape of one image
     */
    public Sampler(Layer.SpatialTransformer layer, Shape input) {
        this(layer, input, layer.outputSize(input));
    }

    /** To an output of another size than the layer's. */
    Sampler(Layer.SpatialTransformer layer, Shape input, ImageSize output) {
        this.layer = layer;
        this.threads = Torch.threads();
        this.warp = new Warp(
                        layer.transform(),
                        new Geometry(input.image(), output, layer.alignCorners()),
                        layer.interpolation(),
                        layer.padding())
                .withThreads(threads);
    }

    /** The warp on the CPU, on as many threads as libtorch's operators have by now. */
    Warp warp() {
        int now = Torch.threads();
        if (now != threads) {
            warp = warp.withThreads(now);
            threads = now;
        }
        return warp;
    }

    /**
     * Samples a batch; differentiable in both.
     *
     * @param image {@code [N, C, H, W]}
     * @param theta {@code [N, P]}
     * @return {@code [N, C, H', W']}
     */
    public Tensor sample(Tensor image, Tensor theta) {
        return image.is_cpu()
                ? WarpFunction.apply(warp(), image, theta)
                : on(image.device()).apply(image, theta);
    }

    private TorchWarp on(Device where) {
        String name = where.str().getString();
        if (!name.equals(device)) {
            close();
            elsewhere =
                    new TorchWarp(layer.transform(), warp.geometry(), layer.interpolation(), layer.padding(), where);
            device = name;
        }
        return elsewhere;
    }

    /** Frees what it keeps on another device; it may be used again. */
    @Override
    public void close() {
        if (elsewhere != null) {
            elsewhere.close();
            elsewhere = null;
            device = "";
        }
    }
}
