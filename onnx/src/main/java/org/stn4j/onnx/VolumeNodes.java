package org.stn4j.onnx;

import java.util.List;
import org.stn4j.nn.Layer;
import org.stn4j.warp.volume.VolumeGeometry;
import org.stn4j.warp.volume.VolumeSize;

/** The operators that move a volume by a 3×4 affine map. */
record VolumeNodes(NetworkGraph network, String path, Layer.VolumeTransformer layer, VolumeGeometry geometry) {
    private static final int AXES = 3;

    /**
     * Samples a volume.
     *
     * @param slices {@code [N, D, H, W]}
     * @param theta {@code [N, 12]}
     * @return {@code [N, D', H', W']}
     * @throws IllegalArgumentException if the operators know images only; one line
     */
    String sample(String slices, String theta) {
        if (!network.opset().hasVolumes()) {
            throw new IllegalArgumentException(
                    "layer " + path + ": ONNX samples volumes from opset 20 on, not in opset "
                            + network.opset().version() + "; export to opset 20");
        }
        VolumeSize in = geometry.input();
        VolumeSize out = geometry.output();
        GraphBuilder graph = network.graph();
        String volume = graph.reshape(path + "/volume", slices, 0, 1, in.depth(), in.height(), in.width());
        String sampled = SamplingNodes.of(network, layer).sample(path + "/sampled", volume, grid(theta));
        return graph.reshape(path, sampled, 0, out.depth(), out.height(), out.width());
    }

    /** {@code [N, D', H', W', 3]}: places are a constant, as ONNX's operator for grids has its own idea of a single voxel. */
    private String grid(String theta) {
        GraphBuilder graph = network.graph();
        String matrix = graph.reshape(path + "/matrix", theta, 0, AXES, AXES + 1);
        String xyz = graph.node("MatMul", path + "/xyz", matrix, places()).add();
        String triples = graph.node("Transpose", path + "/triples", xyz)
                .setAll("perm", 0, 2, 1)
                .add();
        VolumeSize out = geometry.output();
        return graph.reshape(path + "/grid", triples, 0, out.depth(), out.height(), out.width(), AXES);
    }

    /** x, y, z and 1 of each output voxel, {@code [4, D'·H'·W']}. */
    private String places() {
        VolumeSize out = geometry.output();
        int voxels = out.voxels();
        float[] values = new float[(AXES + 1) * voxels];
        for (int voxel = 0; voxel < voxels; voxel++) {
            values[voxel] = normalised(voxel % out.width(), out.width());
            values[voxels + voxel] = normalised(voxel / out.width() % out.height(), out.height());
            values[2 * voxels + voxel] = normalised(voxel / out.width() / out.height(), out.depth());
            values[AXES * voxels + voxel] = 1;
        }
        return network.graph().floats(path + "/places", List.of(AXES + 1, voxels), values);
    }

    /** A single voxel lies in the middle in both conventions. */
    private float normalised(int index, int side) {
        if (side == 1) {
            return 0;
        }
        return (float) ((2.0 * index + 1 - side) / (geometry.alignCorners() ? side - 1 : side));
    }
}
