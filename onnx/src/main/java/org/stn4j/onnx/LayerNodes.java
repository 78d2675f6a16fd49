package org.stn4j.onnx;

import java.util.ArrayList;
import java.util.List;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Shape;
import org.stn4j.nn.Shapes;
import org.stn4j.nn.TensorData;
import org.stn4j.warp.ImageSize;

/**
 * The ONNX operators of one layer at its place in a network; each answers with the layer's output.
 *
 * <p>Dropout, and batch normalisation's own statistics, are as in use, not as in training.
 */
record LayerNodes(String path, Value input, NetworkGraph network) implements Layer.Cases<Value> {
    /** As {@link Layer.BatchNorm} and {@link Layer.InstanceNorm} say. */
    private static final float EPSILON = 1e-5f;

    static Value sequence(String prefix, List<Layer> layers, Value input, NetworkGraph network) {
        Value value = input;
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            value = layer.match(new LayerNodes(Shapes.path(prefix, i, layer), value, network));
        }
        return value;
    }

    private GraphBuilder graph() {
        return network.graph();
    }

    private Shape output(Layer layer) {
        return Shapes.infer(input.shape(), List.of(layer)).output();
    }

    @Override
    public Value convolution(Layer.Convolution layer) {
        String output = graph().node("Conv", path, image(input), weight("weight"), weight("bias"))
                .setAll("kernel_shape", layer.kernel(), layer.kernel())
                .setAll("strides", layer.stride(), layer.stride())
                .setAll("pads", layer.padding(), layer.padding(), layer.padding(), layer.padding())
                .add();
        return new Value(output, output(layer), false);
    }

    @Override
    public Value maxPool(Layer.MaxPool layer) {
        return pool("MaxPool", layer.size(), layer.stride(), output(layer));
    }

    @Override
    public Value averagePool(Layer.AveragePool layer) {
        return pool("AveragePool", layer.size(), layer.stride(), output(layer));
    }

    private Value pool(String operator, int size, int stride, Shape output) {
        String pooled = graph().node(operator, path, image(input))
                .setAll("kernel_shape", size, size)
                .setAll("strides", stride, stride)
                .add();
        return new Value(pooled, output, false);
    }

    @Override
    public Value globalAveragePool(Layer.GlobalAveragePool layer) {
        String means = graph().node("GlobalAveragePool", path, image(input)).add();
        return new Value(means, output(layer), false);
    }

    @Override
    public Value dense(Layer.Dense layer) {
        return new Value(dense(path, input).add(), Shape.vector(layer.units()), true);
    }

    /** Weights of some path times a value. */
    private GraphBuilder.Node dense(String at, Value value) {
        return graph().node("Gemm", at, flat(at, value), weight(at, "weight"), weight(at, "bias"))
                .set("transB", 1L);
    }

    @Override
    public Value relu(Layer.Relu layer) {
        return new Value(graph().node("Relu", path, input.name()).add(), input.shape(), input.flat());
    }

    @Override
    public Value batchNorm(Layer.BatchNorm layer) {
        String output = graph().node(
                        "BatchNormalization",
                        path,
                        input.name(),
                        weight("weight"),
                        weight("bias"),
                        weight("running_mean"),
                        weight("running_var"))
                .set("epsilon", EPSILON)
                .add();
        return new Value(output, input.shape(), input.flat());
    }

    @Override
    public Value instanceNorm(Layer.InstanceNorm layer) {
        String output = graph().node("InstanceNormalization", path, image(input), weight("weight"), weight("bias"))
                .set("epsilon", EPSILON)
                .add();
        return new Value(output, input.shape(), false);
    }

    @Override
    public Value dropout(Layer.Dropout layer) {
        return input;
    }

    @Override
    public Value select(Layer.Select layer) {
        String selected = graph().slice(path, input.name(), layer.first(), layer.first() + layer.count());
        return new Value(selected, output(layer), input.flat());
    }

    @Override
    public Value parallel(Layer.Parallel layer) {
        List<String> branches = new ArrayList<>();
        for (int i = 0; i < layer.branches().size(); i++) {
            String prefix = Shapes.branch(path, i);
            Value branch = sequence(prefix, layer.branches().get(i), input, network);
            branches.add(image(prefix + "image", branch));
        }
        String joined = graph().node("Concat", path, branches.toArray(String[]::new))
                .set("axis", 1L)
                .add();
        return new Value(joined, output(layer), false);
    }

    @Override
    public Value spatialTransformer(Layer.SpatialTransformer layer) {
        Value image = new Value(image(input), input.shape(), false);
        return transformer(layer, image, image);
    }

    /** @param features what its localisation network is given */
    private Value transformer(Layer.SpatialTransformer layer, Value image, Value features) {
        TransformerOutputs outputs = network.transformer(path);
        GraphBuilder.Node first = look(layer, features);
        String theta =
                layer.repeat() == 1 ? first.addAs(outputs.theta()) : repeated(layer, image, first.add(), outputs);
        String sampled = sampled(path, image, theta, outputs.output().image(), outputs);
        network.handOut(outputs, sampled);
        return new Value(sampled, outputs.output(), false);
    }

    /** What the localisation network of a transformer answers to something. */
    private GraphBuilder.Node look(Layer.SpatialTransformer layer, Value given) {
        Value features = sequence(Shapes.localisation(path), layer.localisation(), given, network);
        return dense(Shapes.theta(path), features);
    }

    /** The same operators again for each further look, at the image as it is warped so far; returns the composed θ. */
    private String repeated(Layer.SpatialTransformer layer, Value image, String first, TransformerOutputs outputs) {
        CompositionNodes composition = new CompositionNodes(
                graph(), path, layer.transform().composition().orElseThrow());
        String theta = first;
        for (int round = 2; round <= layer.repeat(); round++) {
            graph().round(round);
            String warped =
                    sampled(path + "/so_far", image, theta, image.shape().image(), outputs);
            String further =
                    look(layer, new Value(warped, image.shape(), false)).add();
            GraphBuilder.Node composed = composition.compose(theta, further);
            theta = round == layer.repeat() ? composed.addAs(outputs.theta()) : composed.add();
        }
        graph().round(1);
        return theta;
    }

    /** What a transformer sees where θ says, in so many rows and columns. */
    private String sampled(String name, Value image, String theta, ImageSize size, TransformerOutputs outputs) {
        String grid = new GridNodes(network, outputs, size, name + "/grid").grid(theta);
        return SamplingNodes.of(network, outputs.layer()).sample(name, image.name(), grid);
    }

    @Override
    public Value glimpses(Layer.Glimpses layer) {
        Value image = new Value(image(input), input.shape(), false);
        Value features = sequence(Shapes.localisation(path), layer.localisation(), image, network);
        List<String> made = new ArrayList<>();
        for (int i = 0; i < layer.transformers().size(); i++) {
            Layer.SpatialTransformer transformer = layer.transformers().get(i);
            String inner = Shapes.path(Shapes.transformers(path), i, transformer);
            made.add(new LayerNodes(inner, image, network)
                    .transformer(transformer, image, features)
                    .name());
        }
        String joined = graph().node("Concat", path, made.toArray(String[]::new))
                .set("axis", 1L)
                .add();
        return new Value(joined, output(layer), false);
    }

    @Override
    public Value volumeTransformer(Layer.VolumeTransformer layer) {
        Value slices = new Value(image(input), input.shape(), false);
        Value seen = sequence(Shapes.localisation(path), layer.localisation(), slices, network);
        String theta = dense(Shapes.theta(path), seen).add();
        VolumeNodes nodes = new VolumeNodes(network, path, layer, layer.geometry(input.shape()));
        return new Value(nodes.sample(slices.name(), theta), output(layer), false);
    }

    private String weight(String name) {
        return weight(path, name);
    }

    private String weight(String at, String name) {
        String tensor = at + "/" + name;
        TensorData data = network.weights().get(tensor);
        return graph().floats(tensor, data.shape(), data.values());
    }

    private String image(Value value) {
        return image(path + "/image", value);
    }

    /** A value as an image; a vector is one of a single pixel. */
    private String image(String name, Value value) {
        if (!value.flat()) {
            return value.name();
        }
        return graph().reshape(name, value.name(), 0, value.shape().channels(), 1, 1);
    }

    private String flat(String at, Value value) {
        if (value.flat()) {
            return value.name();
        }
        return graph().node("Flatten", at + "/flat", value.name())
                .set("axis", 1L)
                .add();
    }
}
