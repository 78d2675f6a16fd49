package org.stn4j.onnx;

import java.util.List;
import java.util.Optional;
import org.stn4j.nn.MatrixForm;
import org.stn4j.warp.Flow;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Projective;
import org.stn4j.warp.ThinPlateSpline;
import org.stn4j.warp.Transform;

/**
 * The operators that turn θ into a sampling grid: {@code [N, P]} to {@code [N, H', W', 2]}, x and y in normalised
 * coordinates.
 *
 * <p>The places of the output's pixels are a constant, {@code [3, H'·W']}: x, y and 1.
 */
final class GridNodes {
    /** Outside of every image, in normalised coordinates. */
    private static final float FAR = 1e6f;

    private final NetworkGraph network;
    private final GraphBuilder graph;
    private final TransformerOutputs transformer;
    private final Geometry geometry;
    private final String prefix;

    /**
     * Of one grid.
     *
     * @param output rows and columns of the grid
     * @param prefix what its operators' names begin with
     */
    GridNodes(NetworkGraph network, TransformerOutputs transformer, ImageSize output, String prefix) {
        this.network = network;
        this.graph = network.graph();
        this.transformer = transformer;
        this.geometry = new Geometry(
                transformer.input().image(), output, transformer.layer().alignCorners());
        this.prefix = prefix;
    }

    /**
     * The grid of a θ of this name.
     *
     * @throws IllegalArgumentException if the transform is not one of this library's; one line
     */
    String grid(String theta) {
        Transform transform = transformer.layer().transform();
        Optional<MatrixForm> matrix = MatrixForm.of(transform);
        if (matrix.isPresent()) {
            return matrixGrid(matrix(theta, matrix.get()));
        }
        if (transform instanceof Projective) {
            return inRows(projective(theta));
        }
        if (transform instanceof ThinPlateSpline spline) {
            return inRows(spline(theta, spline));
        }
        if (transform instanceof Flow) {
            return inRows(flow(theta));
        }
        throw new IllegalArgumentException("layer " + transformer.path() + ": the transform '" + transform.name()
                + "' is not one of this library's, and so cannot be exported to ONNX");
    }

    /** θ as a 2×3 matrix, {@code [N, 2, 3]}. */
    private String matrix(String theta, MatrixForm form) {
        String entries = form.isIdentity() ? theta : linear("/entries", theta, form.selection(), form.constant());
        return graph.reshape(prefix + "/matrix", entries, 0, 2, 3);
    }

    private String matrixGrid(String matrix) {
        ImageSize output = geometry.output();
        // A side of one pixel lies at 0 in any case, and not at -1 or 1 as in ONNX's operator.
        boolean onePixel = output.height() == 1 || output.width() == 1;
        if (network.opset().hasAffineGrid() && !(geometry.alignCorners() && onePixel)) {
            return graph.node("AffineGrid", prefix, matrix, outputSize(matrix))
                    .set("align_corners", geometry.alignCorners() ? 1L : 0L)
                    .add();
        }
        return inRows(graph.node("MatMul", prefix + "/xy", matrix, places(3)).add());
    }

    /** The output's shape as a tensor: as many images as there are matrices. */
    private String outputSize(String matrix) {
        String shape = graph.node("Shape", prefix + "/shape", matrix).add();
        String images = graph.node(
                        "Slice",
                        prefix + "/images",
                        shape,
                        graph.longs(prefix + "/images/from", 0),
                        graph.longs(prefix + "/images/to", 1))
                .add();
        ImageSize output = geometry.output();
        String one = graph.longs(prefix + "/one", transformer.input().channels(), output.height(), output.width());
        return graph.node("Concat", prefix + "/size", images, one)
                .set("axis", 0L)
                .add();
    }

    /** The homography's x and y, divided by its third component. */
    private String projective(String theta) {
        float[][] selection = new float[8][9];
        for (int i = 0; i < 8; i++) {
            selection[i][i] = 1;
        }
        String entries = linear("/entries", theta, selection, new float[] {0, 0, 0, 0, 0, 0, 0, 0, 1});
        String homography = graph.reshape(prefix + "/homography", entries, 0, 3, 3);
        String mapped =
                graph.node("MatMul", prefix + "/mapped", homography, places(3)).add();
        String xy = graph.slice(prefix + "/numerators", mapped, 0, 2);
        String w = graph.slice(prefix + "/denominator", mapped, 2, 3);
        String undefined = graph.node("Equal", prefix + "/undefined", w, network.constant(prefix + "/zero", 0))
                .add();
        String divisor = graph.node("Where", prefix + "/divisor", undefined, network.constant(prefix + "/any", 1), w)
                .add();
        String divided = graph.node("Div", prefix + "/divided", xy, divisor).add();
        return graph.node("Where", prefix + "/xy", undefined, network.constant(prefix + "/far", FAR), divided)
                .add();
    }

    /** As the kernel does it: the control points' displacements move the pixels, and the identity is exact. */
    private String spline(String theta, ThinPlateSpline spline) {
        int points = spline.lattice() * spline.lattice();
        String identity =
                graph.floats(prefix + "/identity", List.of(1, 2 * points), spline.identity(geometry.output()));
        String moves = graph.node("Sub", prefix + "/moves", theta, identity).add();
        String basis = graph.floats(
                prefix + "/basis", List.of(points, geometry.output().pixels()), spline.basis(geometry));
        String displacements = graph.node(
                        "MatMul",
                        prefix + "/displacements",
                        graph.reshape(prefix + "/points", moves, 0, 2, points),
                        basis)
                .add();
        return graph.node("Add", prefix + "/xy", places(2), displacements).add();
    }

    private String flow(String theta) {
        String displacements = graph.reshape(
                prefix + "/displacements", theta, 0, 2, geometry.output().pixels());
        return graph.node("Add", prefix + "/xy", places(2), displacements).add();
    }

    /** {@code [N, 2, H'·W']} to {@code [N, H', W', 2]}. */
    private String inRows(String xy) {
        String pairs = graph.node("Transpose", prefix + "/pairs", xy)
                .setAll("perm", 0, 2, 1)
                .add();
        ImageSize output = geometry.output();
        return graph.reshape(prefix, pairs, 0, output.height(), output.width(), 2);
    }

    /** x and y of each output pixel, and 1 as a third row if three are wanted. */
    private String places(int rows) {
        ImageSize output = geometry.output();
        int pixels = output.pixels();
        float[] values = new float[rows * pixels];
        for (int i = 0; i < pixels; i++) {
            values[i] = (float) (geometry.outputOffsetX(i % output.width()) / geometry.outputScaleX());
            values[pixels + i] =
                    (float) (geometry.outputOffsetY(Math.floorDiv(i, output.width())) / geometry.outputScaleY());
            if (rows == 3) {
                values[2 * pixels + i] = 1;
            }
        }
        return graph.floats(prefix + "/places", List.of(rows, pixels), values);
    }

    /** {@code θ·selection + constant}. */
    private String linear(String suffix, String theta, float[][] selection, float[] constant) {
        int columns = constant.length;
        float[] flat = new float[selection.length * columns];
        for (int row = 0; row < selection.length; row++) {
            System.arraycopy(selection[row], 0, flat, row * columns, columns);
        }
        String name = prefix + suffix;
        return graph.node(
                        "Gemm",
                        name,
                        theta,
                        graph.floats(name + "/selection", List.of(selection.length, columns), flat),
                        graph.floats(name + "/constant", List.of(columns), constant))
                .add();
    }
}
