package org.stn4j.bench;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A table in Markdown.
 *
 * @param lines of the table, as they are written
 */
record MarkdownTable(List<String> lines) {

    /**
     * A table of some rows.
     *
     * @param head names of the columns, such as {@code | | median |}
     * @param line how a row is written, with as many cells as the head
     */
    static <R> MarkdownTable of(String head, List<R> rows, Function<? super R, String> line) {
        Stream<String> top = Stream.of(head, head.replaceAll("[^|]+", "---"));
        return new MarkdownTable(Stream.concat(top, rows.stream().map(line)).toList());
    }

    /** The table below a sentence that says what it shows. */
    String below(String caption) {
        return String.join(System.lineSeparator(), caption, "", toString());
    }

    @Override
    public String toString() {
        return String.join(System.lineSeparator(), lines);
    }
}
