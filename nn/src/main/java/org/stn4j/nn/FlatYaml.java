package org.stn4j.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** YAML of names with values, such as a file of settings: one map, each value a single one or a list of such. */
public final class FlatYaml {
    private FlatYaml() {}

    /**
     * One name with what stands behind it.
     *
     * @param values as they are written, without quotes
     * @param isList whether they stand there as a list
     * @param line where the name stands, from 1
     */
    public record Entry(String name, List<String> values, boolean isList, int line) {
        public Entry {
            values = List.copyOf(values);
        }
    }

    /**
     * Reads a text.
     *
     * @return its names in their order; none for an empty text
     * @throws IllegalArgumentException if it is not YAML of this form; one line that begins with that of the text
     */
    public static List<Entry> parse(String text) {
        return YamlDocument.parse(text).map(FlatYaml::entries).orElse(List.of());
    }

    private static List<Entry> entries(Node root) {
        if (!(root instanceof MappingNode map)) {
            throw error(root, "here are names with values, such as 'seed: 1', not " + YamlFields.kind(root));
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : map.getValue()) {
            Node key = tuple.getKeyNode();
            if (!(key instanceof ScalarNode scalar) || YamlFields.isNull(key)) {
                throw error(key, "a name is a single word, not " + YamlFields.kind(key));
            }
            String name = scalar.getValue();
            Node value = tuple.getValueNode();
            Entry entry = new Entry(name, values(name, value), value instanceof SequenceNode, YamlDocument.line(key));
            if (entries.putIfAbsent(name, entry) != null) {
                throw error(key, name + " stands there twice");
            }
        }
        return List.copyOf(entries.values());
    }

    private static List<String> values(String name, Node node) {
        if (!(node instanceof SequenceNode list)) {
            return List.of(value(name, node));
        }
        List<String> values = new ArrayList<>();
        for (Node item : list.getValue()) {
            values.add(value(name, item));
        }
        return values;
    }

    private static String value(String name, Node node) {
        if (node instanceof ScalarNode scalar && !YamlFields.isNull(node)) {
            return scalar.getValue();
        }
        throw error(node, "a value of " + name + " is a single one, not " + YamlFields.kind(node));
    }

    private static IllegalArgumentException error(Node node, String message) {
        return new IllegalArgumentException(YamlDocument.at(node) + message);
    }
}
