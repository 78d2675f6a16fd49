package org.stn4j.onnx;

import org.stn4j.nn.Layer;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Padding;

/** The operators that sample images or volumes where a grid says. */
record SamplingNodes(NetworkGraph network, Interpolation interpolation, Padding padding, boolean alignCorners) {

    static SamplingNodes of(NetworkGraph network, Layer.SpatialTransformer layer) {
        return new SamplingNodes(network, layer.interpolation(), layer.padding(), layer.alignCorners());
    }

    static SamplingNodes of(NetworkGraph network, Layer.VolumeTransformer layer) {
        return new SamplingNodes(network, layer.interpolation(), layer.padding(), layer.alignCorners());
    }

    /**
     * Samples.
     *
     * @param name of the output
     * @param image {@code [N, C, H, W]}, or a volume {@code [N, C, D, H, W]}
     * @param grid {@code [N, H', W', 2]}, x and y in normalised coordinates, or {@code [N, D', H', W', 3]} with z
     * @return {@code [N, C, H', W']} or {@code [N, C, D', H', W']}
     */
    String sample(String name, String image, String grid) {
        return switch (padding.mode()) {
            case CONSTANT -> padding.value() == 0 ? sample(name, image, grid, "zeros") : around(name, image, grid);
            case BORDER -> sample(name, image, grid, "border");
            case REFLECTION -> sample(name, image, grid, "reflection");
        };
    }

    /** ONNX has zeros outside only; so the value is moved to zero and back. */
    private String around(String name, String image, String grid) {
        GraphBuilder graph = network.graph();
        String outside = network.constant(name + "/outside", padding.value());
        String moved = graph.node("Sub", name + "/moved", image, outside).add();
        String sampled = sample(name + "/sampled", moved, grid, "zeros");
        return graph.node("Add", name, sampled, outside).add();
    }

    private String sample(String name, String image, String grid, String outside) {
        return network.graph()
                .node("GridSample", name, image, grid)
                .set("mode", network.opset().mode(interpolation))
                .set("padding_mode", outside)
                .set("align_corners", alignCorners ? 1L : 0L)
                .add();
    }
}
