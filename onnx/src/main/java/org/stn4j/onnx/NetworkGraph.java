package org.stn4j.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.stn4j.nn.Model;
import org.stn4j.nn.Network;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.Shape;
import org.stn4j.nn.TensorData;

/** A whole model as an ONNX graph: preprocessing, the network, and the outputs. */
final class NetworkGraph {
    /** The graph's input. */
    static final String PIXELS = "pixels";
    /** The probability of each class. */
    static final String SCORES = "scores";
    /** What the probabilities are the softmax of. */
    static final String LOGITS = "logits";
    /** What a network that is no classifier makes. */
    static final String OUTPUT = "output";

    /** Full intensity, as a pixel. */
    static final float WHITE = 255;

    private final Model model;
    private final Opset opset;
    private final GraphBuilder graph = new GraphBuilder();
    private final Map<String, TransformerOutputs> transformers;

    private NetworkGraph(Model model, Opset opset) {
        this.model = model;
        this.opset = opset;
        this.transformers = TransformerOutputs.of(model.network()).stream()
                .collect(Collectors.toMap(TransformerOutputs::path, outputs -> outputs));
    }

    static GraphProto of(Model model, Opset opset) {
        return new NetworkGraph(model, opset).build();
    }

    private GraphProto build() {
        Network network = model.network();
        Value output = LayerNodes.sequence("", network.layers(), preprocessed(), this);
        if (isClassifier(network)) {
            classes(output);
        } else {
            graph.node("Identity", OUTPUT, output.name()).add();
            graph.output(OUTPUT, "what the network makes of each image", axes(network.output()));
        }
        return graph.build(network.name());
    }

    /** Whether the output is a vector, one number for each class. */
    static boolean isClassifier(Network network) {
        return network.output().height() == 1 && network.output().width() == 1;
    }

    private void classes(Value output) {
        List<Integer> classes = List.of(output.shape().channels());
        graph.node("Flatten", LOGITS, output.name()).set("axis", 1L).add();
        graph.node("Softmax", SCORES, LOGITS).set("axis", 1L).add();
        // Outputs are declared in the order in which a reader looks for them.
        graph.output(SCORES, "probability of each class, in the order of stn4j.labels", classes);
        graph.output(LOGITS, "what the scores are the softmax of", classes);
    }

    /** The pixels, 0 to 255, as the network is to see them. */
    private Value preprocessed() {
        Shape shape = model.network().input();
        graph.input(
                PIXELS,
                "pixels from 0 for black to 255 for full intensity"
                        + (shape.channels() == 3 ? "; channels are red, green and blue" : ""),
                axes(shape));
        String unit = graph.node("Div", "preprocessing/unit", PIXELS, constant("preprocessing/white", WHITE))
                .add();
        Preprocessing preprocessing = model.preprocessing();
        String value = unit;
        if (!preprocessing.equals(Preprocessing.none(shape.channels()))) {
            String mean = perChannel("preprocessing/mean", floats(preprocessing.mean()));
            String deviation = perChannel("preprocessing/deviation", floats(preprocessing.deviation()));
            String centred =
                    graph.node("Sub", "preprocessing/centred", unit, mean).add();
            value = graph.node("Div", "preprocessing/scaled", centred, deviation)
                    .add();
        }
        return new Value(value, shape, false);
    }

    /** Makes outputs of a transformer's parameters and of what it made; of a picture, the pixels again. */
    void handOut(TransformerOutputs transformer, String sampled) {
        String transform = transformer.layer().transform().name();
        graph.output(
                transformer.theta(),
                "where " + transformer.path() + " looks: parameters of its transform, " + transform,
                List.of(transformer.parameters()));
        String name = transformer.rectified();
        if (transformer.isOfPicture()) {
            String scale = perChannel(name + "/scale", pixelScale(transformer.channels()));
            String shift = perChannel(name + "/shift", pixelShift(transformer.channels()));
            String scaled = graph.node("Mul", name + "/scaled", sampled, scale).add();
            graph.node("Add", name, scaled, shift).add();
        } else {
            graph.node("Identity", name, sampled).add();
        }
        graph.output(
                name,
                "what " + transformer.path() + " makes of what it looks at: "
                        + (transformer.isOfPicture() ? "pixels from 0 to 255" : "feature maps"),
                axes(transformer.output()));
    }

    private float[] pixelScale(List<Integer> channels) {
        float[] scale = new float[channels.size()];
        for (int i = 0; i < scale.length; i++) {
            scale[i] = WHITE * model.preprocessing().deviation().get(channels.get(i));
        }
        return scale;
    }

    private float[] pixelShift(List<Integer> channels) {
        float[] shift = new float[channels.size()];
        for (int i = 0; i < shift.length; i++) {
            shift[i] = WHITE * model.preprocessing().mean().get(channels.get(i));
        }
        return shift;
    }

    GraphBuilder graph() {
        return graph;
    }

    Opset opset() {
        return opset;
    }

    Map<String, TensorData> weights() {
        return model.weights();
    }

    TransformerOutputs transformer(String path) {
        return transformers.get(path);
    }

    /** One number; returns its name. */
    String constant(String name, float value) {
        return graph.floats(name, List.of(), new float[] {value});
    }

    /** A number for each channel of images; returns its name. */
    private String perChannel(String name, float[] values) {
        return graph.floats(name, List.of(1, values.length, 1, 1), values);
    }

    private static List<Integer> axes(Shape shape) {
        return List.of(shape.channels(), shape.height(), shape.width());
    }

    private static float[] floats(List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return array;
    }
}
