package org.stn4j.nn.torch;

import java.util.ArrayList;
import java.util.List;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Shape;
import org.stn4j.warp.ImageSize;

/** The samplers of a network's transformers, which keep constants on other devices until they are closed. */
final class Samplers implements AutoCloseable {
    private final List<Sampler> all = new ArrayList<>();

    /** A new one for a layer, to an output of some size. */
    Sampler of(Layer.SpatialTransformer layer, Shape input, ImageSize output) {
        Sampler sampler = new Sampler(layer, input, output);
        all.add(sampler);
        return sampler;
    }

    /** Frees what they keep; they may be used again. */
    @Override
    public void close() {
        all.forEach(Sampler::close);
    }
}
