package org.stn4j.nn;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Layers out of a YAML list.
 *
 * @param prefix path of the list, as in {@link Shapes}
 */
record YamlLayers(String prefix) {
    private static final List<String> KNOWN = List.of(
            "convolution",
            "maxPool",
            "averagePool",
            "globalAveragePool",
            "dense",
            "relu",
            "batchNorm",
            "instanceNorm",
            "dropout",
            "select",
            "parallel",
            "spatialTransformer",
            "glimpses",
            "volumeTransformer");

    List<Layer> read(Node node) {
        String where = prefix.isEmpty() ? "layers" : "layer " + prefix.substring(0, prefix.length() - 1);
        if (!(node instanceof SequenceNode list)) {
            throw YamlFields.error(
                    node, where, "this is a list of layers, such as '- relu', not " + YamlFields.kind(node));
        }
        List<Layer> layers = new ArrayList<>();
        for (Node item : list.getValue()) {
            layers.add(layer(item, layers.size()));
        }
        return layers;
    }

    private Layer layer(Node item, int index) {
        String what = "layer " + prefix + index;
        if (item instanceof ScalarNode) {
            String name = YamlFields.scalar(item, what, "a layer's name");
            return layer(name, item, null, prefix + index + "." + name, what);
        }
        if (item instanceof MappingNode map && map.getValue().size() == 1) {
            Node key = map.getValue().get(0).getKeyNode();
            String name = YamlFields.scalar(key, what, "a layer's name");
            return layer(name, key, map.getValue().get(0).getValueNode(), prefix + index + "." + name, what);
        }
        throw YamlFields.error(
                item,
                what,
                "a layer is one name, such as '- relu' or '- dense: {units: 10}', with its fields indented below it");
    }

    private static Layer layer(String name, Node at, Node settings, String path, String place) {
        if (!KNOWN.contains(name)) {
            throw YamlFields.error(at, place, "there is no " + Names.unknown("layer", name, KNOWN));
        }
        YamlSettings read = new YamlSettings(at, settings, path);
        return switch (name) {
            case "convolution" -> read.convolution();
            case "maxPool" -> read.maxPool();
            case "averagePool" -> read.averagePool();
            case "globalAveragePool" -> read.none(new Layer.GlobalAveragePool());
            case "dense" -> read.dense();
            case "relu" -> read.none(new Layer.Relu());
            case "batchNorm" -> read.none(new Layer.BatchNorm());
            case "instanceNorm" -> read.none(new Layer.InstanceNorm());
            case "dropout" -> read.dropout();
            case "select" -> read.select();
            case "parallel" -> read.parallel();
            case "spatialTransformer" -> read.spatialTransformer();
            case "glimpses" -> read.glimpses();
            default -> read.volumeTransformer();
        };
    }
}
