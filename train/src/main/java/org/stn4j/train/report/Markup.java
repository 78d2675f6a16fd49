package org.stn4j.train.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML (and SVG within it) that is well-formed XML too: every text is escaped, every element closed.
 *
 * <p>Names and attributes come as {@code "name", "value"} pairs. Methods return this, so that calls can be chained.
 */
final class Markup {
    private final StringBuilder text = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Starts an element. */
    Markup open(String element, String... attributes) {
        tag(element, attributes).append('>');
        open.push(element);
        return this;
    }

    /** Ends the element that was started last. */
    Markup close() {
        text.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element without content. */
    Markup leaf(String element, String... attributes) {
        tag(element, attributes).append("/>");
        return this;
    }

    /** An element with text in it. */
    Markup element(String element, String content, String... attributes) {
        return open(element, attributes).text(content).close();
    }

    /** Text as it is to be read. */
    Markup text(String content) {
        escape(content);
        return this;
    }

    /** A style sheet; HTML reads it as it stands, XML too as long as it has none of the characters that both escape. */
    Markup style(String sheet) {
        if (sheet.indexOf('<') >= 0 || sheet.indexOf('&') >= 0) {
            throw new IllegalArgumentException("a style sheet inside the page has neither < nor &");
        }
        text.append("<style>").append(sheet).append("</style>");
        return this;
    }

    /** What another writer wrote. */
    Markup add(Markup other) {
        text.append(other);
        return this;
    }

    /** A line break in the file, for people who look at the source. */
    Markup line() {
        text.append('\n');
        return this;
    }

    private StringBuilder tag(String element, String... attributes) {
        if (attributes.length % 2 != 0) {
            throw new IllegalArgumentException("attribute " + attributes[attributes.length - 1] + " has no value");
        }
        text.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            text.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            text.append('"');
        }
        return text;
    }

    private void escape(String content) {
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\t', '\n', '\r' -> text.append(c);
                // Control characters cannot be written in XML at all.
                default -> text.append(c < ' ' || c == '\uFFFE' || c == '\uFFFF' ? '\uFFFD' : c);
            }
        }
    }

    /** Everything written; only when every element is closed. */
    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("still open: " + open);
        }
        return text.toString();
    }
}
