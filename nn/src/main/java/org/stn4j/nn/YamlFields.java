package org.stn4j.nn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The fields of one YAML map, read by name and type.
 *
 * @param node where they stand
 * @param what whose they are, as messages begin: {@code layer 3.convolution}
 * @param fields what stands there
 */
record YamlFields(Node node, String what, Map<String, Node> fields) {

    /** The fields of a map, all of them known. */
    static YamlFields of(Node node, String what, List<String> known) {
        if (!(node instanceof MappingNode map)) {
            throw error(node, what, "has fields, such as '" + known.get(0) + ": …', not " + kind(node));
        }
        Map<String, Node> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : map.getValue()) {
            String name = scalar(tuple.getKeyNode(), what, "a field's name");
            if (!known.contains(name)) {
                throw error(tuple.getKeyNode(), what, "there is no " + Names.unknown("field", name, known));
            }
            if (fields.putIfAbsent(name, tuple.getValueNode()) != null) {
                throw error(tuple.getKeyNode(), what, "the field " + name + " stands there twice");
            }
        }
        return new YamlFields(node, what, fields);
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    Node required(String name) {
        Node value = fields.get(name);
        if (value == null) {
            throw error(node, what, "the field " + name + " is missing");
        }
        return value;
    }

    String text(String name) {
        return scalar(required(name), what, name);
    }

    /** A field in a notation of its own; the reader's exceptions are given the place. */
    <T> T value(String name, Function<String, T> reader) {
        return value(required(name), what, name, reader);
    }

    static <T> T value(Node node, String what, String name, Function<String, T> reader) {
        String text = scalar(node, what, name);
        try {
            return reader.apply(text);
        } catch (NumberFormatException e) {
            throw error(node, what, name + " is a number, not '" + text + "'");
        } catch (IllegalArgumentException e) {
            throw error(node, what, name + ": " + e.getMessage());
        }
    }

    int whole(String name) {
        return whole(required(name), what, name);
    }

    int whole(String name, int otherwise) {
        return has(name) ? whole(name) : otherwise;
    }

    static int whole(Node node, String what, String name) {
        String text = scalar(node, what, name);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw error(node, what, name + " is a whole number, not '" + text + "'");
        }
    }

    /** A list of numbers. */
    List<Float> numbers(String name) {
        if (!(required(name) instanceof SequenceNode list)) {
            throw error(
                    required(name), what, name + " is a list of numbers, such as [1, 0], not " + kind(required(name)));
        }
        return list.getValue().stream()
                .map(item -> value(item, what, name, Float::valueOf))
                .toList();
    }

    boolean truth(String name, boolean otherwise) {
        return has(name)
                ? value(name, text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException("it is true or false, not '" + text + "'");
                })
                : otherwise;
    }

    static String scalar(Node node, String what, String name) {
        if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
            return scalar.getValue();
        }
        throw error(node, what, name + " is a single value, not " + kind(node));
    }

    static String kind(Node node) {
        return switch (node.getNodeId()) {
            case scalar -> isNull(node) ? "nothing" : "the value '" + ((ScalarNode) node).getValue() + "'";
            case sequence -> "a list";
            case mapping -> "a map";
            default -> "an alias";
        };
    }

    static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    static IllegalArgumentException error(Node node, String what, String message) {
        return new IllegalArgumentException(YamlDocument.at(node) + what + ": " + message);
    }
}
