package org.stn4j.nn;

import java.io.StringReader;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.nodes.Node;

/** The tree of a YAML text: scalars, lists and maps with their lines, and no objects made of them. */
final class YamlDocument {
    /** A transformer within a transformer's localisation network takes four levels. */
    private static final int DEEPEST = 64;

    private YamlDocument() {}

    /**
     * The tree of a text; nothing where there are but comments.
     *
     * @throws IllegalArgumentException if it is not YAML, or uses parts of it that are not read; one line
     */
    static Optional<Node> parse(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST + 1);
        Yaml yaml = new Yaml(new SafeConstructor(options));
        try {
            int depth = 0;
            for (Event event : yaml.parse(new StringReader(text))) {
                refuseAnchors(event);
                depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
                if (depth > DEEPEST) {
                    throw new IllegalArgumentException(
                            at(event.getStartMark()) + "this is nested more than " + DEEPEST + " deep");
                }
            }
            return Optional.ofNullable(yaml.compose(new StringReader(text)));
        } catch (MarkedYAMLException e) {
            throw new IllegalArgumentException(
                    at(e.getProblemMark()) + "this is not YAML: " + oneLine(e.getProblem()), e);
        } catch (YAMLException e) {
            throw new IllegalArgumentException("this is not YAML: " + oneLine(e.getMessage()), e);
        }
    }

    /** Ten lines of aliases to aliases stand for more nodes than memory holds. */
    private static void refuseAnchors(Event event) {
        if (event instanceof NodeEvent node && node.getAnchor() != null) {
            throw new IllegalArgumentException(at(event.getStartMark()) + "anchors and aliases (&" + node.getAnchor()
                    + ", *" + node.getAnchor() + ") are not read; write out what they stand for");
        }
    }

    /** The line of a node, as the start of a message. */
    static String at(Node node) {
        return at(node.getStartMark());
    }

    /** The line in which a node starts, from 1. */
    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private static String at(Mark mark) {
        return mark == null ? "" : "line " + (mark.getLine() + 1) + ": ";
    }

    private static String oneLine(String message) {
        return message == null ? "unreadable" : message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
