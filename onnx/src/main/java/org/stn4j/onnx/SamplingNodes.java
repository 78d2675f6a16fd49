package org.stn4j.onnx;

import org.stn4j.warp.Padding;

/** The operators that sample an image where a grid says. */
record SamplingNodes(NetworkGraph network, TransformerOutputs transformer) {

    /**
     * Samples.
     *
     * @param image {@code [N, C, H, W]}
     * @param grid {@code [N, H', W', 2]}, x and y in normalised coordinates
     * @return {@code [N, C, H', W']}
     */
    String sample(String image, String grid) {
        Padding padding = transformer.layer().padding();
        String path = transformer.path();
        return switch (padding.mode()) {
            case CONSTANT ->
                padding.value() == 0 ? sample(path, image, grid, "zeros") : around(padding.value(), image, grid);
            case BORDER -> sample(path, image, grid, "border");
            case REFLECTION -> sample(path, image, grid, "reflection");
        };
    }

    /** ONNX has zeros outside only; so the value is moved to zero and back. */
    private String around(float value, String image, String grid) {
        GraphBuilder graph = network.graph();
        String path = transformer.path();
        String outside = network.constant(path + "/outside", value);
        String moved = graph.node("Sub", path + "/moved", image, outside).add();
        String sampled = sample(path + "/sampled", moved, grid, "zeros");
        return graph.node("Add", path, sampled, outside).add();
    }

    private String sample(String name, String image, String grid, String padding) {
        return network.graph()
                .node("GridSample", name, image, grid)
                .set("mode", network.opset().mode(transformer.layer().interpolation()))
                .set("padding_mode", padding)
                .set("align_corners", transformer.layer().alignCorners() ? 1L : 0L)
                .add();
    }
}
