package org.stn4j.onnx;

import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Padding;

/**
 * The operators that sample an image where θ says.
 *
 * @param name what their output is called
 */
record SamplingNodes(NetworkGraph network, TransformerOutputs transformer, String name) {

    /**
     * Samples.
     *
     * @param image {@code [N, C, H, W]}
     * @param theta {@code [N, P]}
     * @param output H' and W'
     * @return {@code [N, C, H', W']}
     * @throws IllegalArgumentException if the transform is not one of this library's; one line
     */
    String sample(String image, String theta, ImageSize output) {
        String grid = new GridNodes(network, transformer, output, name + "/grid").grid(theta);
        Padding padding = transformer.layer().padding();
        return switch (padding.mode()) {
            case CONSTANT ->
                padding.value() == 0 ? sample(name, image, grid, "zeros") : around(padding.value(), image, grid);
            case BORDER -> sample(name, image, grid, "border");
            case REFLECTION -> sample(name, image, grid, "reflection");
        };
    }

    /** ONNX has zeros outside only; so the value is moved to zero and back. */
    private String around(float value, String image, String grid) {
        GraphBuilder graph = network.graph();
        String outside = network.constant(name + "/outside", value);
        String moved = graph.node("Sub", name + "/moved", image, outside).add();
        String sampled = sample(name + "/sampled", moved, grid, "zeros");
        return graph.node("Add", name, sampled, outside).add();
    }

    private String sample(String node, String image, String grid, String padding) {
        return network.graph()
                .node("GridSample", node, image, grid)
                .set("mode", network.opset().mode(transformer.layer().interpolation()))
                .set("padding_mode", padding)
                .set("align_corners", transformer.layer().alignCorners() ? 1L : 0L)
                .add();
    }
}
