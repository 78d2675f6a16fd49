package org.stn4j.nn.torch;

import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Shape;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Warp;

/** Samples with the kernels on the CPU, on as many threads as libtorch's operators have, and with libtorch's operators elsewhere. */
final class Sampler implements AutoCloseable {
    private final Layer.SpatialTransformer layer;
    private final Warp warp;
    private TorchWarp elsewhere;
    private String device = "";

    Sampler(Layer.SpatialTransformer layer, Shape input) {
        this(layer, input, layer.outputSize(input));
    }

    /** To an output of another size than the layer's. */
    Sampler(Layer.SpatialTransformer layer, Shape input, ImageSize output) {
        this.layer = layer;
        this.warp = new Warp(
                        layer.transform(),
                        new Geometry(input.image(), output, layer.alignCorners()),
                        layer.interpolation(),
                        layer.padding())
                .withThreads(Torch.threads());
    }

    Warp warp() {
        return warp;
    }

    Tensor sample(Tensor image, Tensor theta) {
        return image.is_cpu()
                ? WarpFunction.apply(warp, image, theta)
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
