package org.stn4j.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Transform;
import org.stn4j.warp.Transforms;
import org.stn4j.warp.volume.VolumeSize;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * What stands behind a layer's name in YAML, made into the layer.
 *
 * @param at where the name is
 * @param settings what stands behind it, null if nothing
 * @param path the layer's path, as in {@link Shapes}
 */
record YamlSettings(Node at, Node settings, String path) {
    Layer convolution() {
        YamlFields fields = fields(List.of("filters", "kernel", "stride", "padding"));
        int filters = fields.whole("filters");
        int kernel = fields.whole("kernel");
        int stride = fields.whole("stride", 1);
        int padding = fields.whole("padding", 0);
        return placed(() -> new Layer.Convolution(filters, kernel, stride, padding));
    }

    Layer maxPool() {
        YamlFields fields = fieldsOrValue(List.of("size", "stride"));
        int size = fields.whole("size");
        int stride = fields.whole("stride", size);
        return placed(() -> new Layer.MaxPool(size, stride));
    }

    Layer averagePool() {
        YamlFields fields = fieldsOrValue(List.of("size", "stride"));
        int size = fields.whole("size");
        int stride = fields.whole("stride", size);
        return placed(() -> new Layer.AveragePool(size, stride));
    }

    Layer dense() {
        int units = fieldsOrValue(List.of("units")).whole("units");
        return placed(() -> new Layer.Dense(units));
    }

    Layer dropout() {
        double rate = fieldsOrValue(List.of("rate")).value("rate", Double::valueOf);
        return placed(() -> new Layer.Dropout(rate));
    }

    Layer select() {
        YamlFields fields = fields(List.of("first", "count"));
        int first = fields.whole("first");
        int count = fields.whole("count", 1);
        return placed(() -> new Layer.Select(first, count));
    }

    Layer none(Layer layer) {
        boolean empty = settings instanceof MappingNode map ? map.getValue().isEmpty() : nothing();
        if (!empty) {
            throw YamlFields.error(settings, what(), "this layer has no fields; write '- " + layer.name() + "'");
        }
        return layer;
    }

    Layer parallel() {
        if (!(settings instanceof SequenceNode list)) {
            throw YamlFields.error(
                    at, what(), "this is a list of branches, each a list of layers, not " + kindOfSettings());
        }
        List<List<Layer>> branches = new ArrayList<>();
        for (Node branch : list.getValue()) {
            branches.add(new YamlLayers(Shapes.branch(path, branches.size())).read(branch));
        }
        return placed(() -> new Layer.Parallel(branches));
    }

    Layer spatialTransformer() {
        YamlFields fields = fields(List.of(
                "transform", "output", "interpolation", "padding", "alignCorners", "start", "repeat", "localisation"));
        Transform transform = fields.value("transform", YamlSettings::transform);
        Optional<ImageSize> output =
                fields.has("output") ? Optional.of(fields.value("output", ImageSize::parse)) : Optional.empty();
        YamlSampling sampling = YamlSampling.read(fields);
        List<Float> start = fields.has("start") ? fields.numbers("start") : List.of();
        int repeat = fields.whole("repeat", 1);
        List<Layer> localisation = new YamlLayers(Shapes.localisation(path)).read(fields.required("localisation"));
        return placed(() -> new Layer.SpatialTransformer(
                transform,
                localisation,
                output,
                sampling.interpolation(),
                sampling.padding(),
                sampling.alignCorners(),
                start,
                repeat));
    }

    Layer glimpses() {
        YamlFields fields = fields(List.of("localisation", "transformers"));
        List<Layer> localisation = new YamlLayers(Shapes.localisation(path)).read(fields.required("localisation"));
        Node list = fields.required("transformers");
        List<Layer.SpatialTransformer> transformers = new ArrayList<>();
        for (Layer layer : new YamlLayers(Shapes.transformers(path)).read(list)) {
            if (!(layer instanceof Layer.SpatialTransformer transformer)) {
                throw YamlFields.error(
                        list, what(), "its transformers are all of the kind spatialTransformer, not " + layer.name());
            }
            transformers.add(transformer);
        }
        return placed(() -> new Layer.Glimpses(localisation, transformers));
    }

    Layer volumeTransformer() {
        YamlFields fields = fields(List.of("output", "interpolation", "padding", "alignCorners", "localisation"));
        Optional<VolumeSize> output =
                fields.has("output") ? Optional.of(fields.value("output", VolumeSize::parse)) : Optional.empty();
        YamlSampling sampling = YamlSampling.read(fields);
        List<Layer> localisation = new YamlLayers(Shapes.localisation(path)).read(fields.required("localisation"));
        return placed(() -> new Layer.VolumeTransformer(
                localisation, output, sampling.interpolation(), sampling.padding(), sampling.alignCorners()));
    }

    private static Transform transform(String name) {
        return Transforms.find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no " + Names.unknown("transform", name, Transforms.known())));
    }

    private YamlFields fields(List<String> known) {
        if (nothing()) {
            return new YamlFields(at, what(), Map.of());
        }
        return YamlFields.of(settings, what(), known);
    }

    /** Fields, or the value of the first of them alone. */
    private YamlFields fieldsOrValue(List<String> known) {
        if (!nothing() && settings instanceof ScalarNode) {
            return new YamlFields(settings, what(), Map.of(known.get(0), settings));
        }
        return fields(known);
    }

    private boolean nothing() {
        return settings == null || YamlFields.isNull(settings);
    }

    private String kindOfSettings() {
        return settings == null ? "nothing" : YamlFields.kind(settings);
    }

    private String what() {
        return "layer " + path;
    }

    /** Gives a message about a value that is out of range its place. */
    private <T> T placed(Supplier<T> layer) {
        try {
            return layer.get();
        } catch (IllegalArgumentException e) {
            throw YamlFields.error(at, what(), e.getMessage());
        }
    }
}
