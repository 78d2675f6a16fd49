package org.stn4j.onnx;

import java.util.List;
import org.stn4j.warp.Composition;

/** The operators of {@link Composition#compose}: {@code [N, P]} and {@code [N, P]} to {@code [N, P]}. */
record CompositionNodes(GraphBuilder graph, String path, Composition composition) {
    private static final int SIDE = 3;
    private static final int ENTRIES = SIDE * SIDE;

    /** Composes; the operator that is returned makes the composed θ. */
    GraphBuilder.Node compose(String soFar, String further) {
        String name = path + "/composed";
        String product = graph.node(
                        "MatMul", name + "/product", matrix(name + "/left", soFar), matrix(name + "/right", further))
                .add();
        String entries = graph.reshape(name + "/entries", product, 0, ENTRIES);
        long[] places = new long[composition.entries().length];
        for (int parameter = 0; parameter < places.length; parameter++) {
            places[parameter] = composition.entries()[parameter];
        }
        return graph.node(
                        "Gather",
                        name,
                        composition.isProjective() ? divided(name, entries) : entries,
                        graph.longs(name + "/places", places))
                .set("axis", 1L);
    }

    /** {@code [N, 3, 3]}. */
    private String matrix(String name, String theta) {
        float[] selection = new float[composition.selection().length * ENTRIES];
        for (int parameter = 0; parameter < composition.selection().length; parameter++) {
            System.arraycopy(composition.selection()[parameter], 0, selection, parameter * ENTRIES, ENTRIES);
        }
        List<Integer> shape = List.of(composition.selection().length, ENTRIES);
        String entries = graph.node(
                        "Gemm",
                        name,
                        theta,
                        graph.floats(path + "/composed/selection", shape, selection),
                        graph.floats(path + "/composed/constant", List.of(ENTRIES), composition.constant()))
                .add();
        return graph.reshape(name + "/matrix", entries, 0, SIDE, SIDE);
    }

    private String divided(String name, String entries) {
        String last = graph.node("Gather", name + "/last", entries, graph.longs(name + "/last/place", ENTRIES - 1))
                .set("axis", 1L)
                .add();
        return graph.node("Div", name + "/divided", entries, last).add();
    }
}
