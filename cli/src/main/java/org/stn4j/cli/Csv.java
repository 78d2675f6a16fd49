package org.stn4j.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stn4j.nn.file.AtomicFile;

/** A table of values separated by commas (RFC 4180, with line feeds alone). */
final class Csv {
    private final StringBuilder text = new StringBuilder();

    /** A table with a line of names. */
    Csv(String... columns) {
        line((Object[]) columns);
    }

    /** Adds a line; NaN and null become empty cells. */
    Csv line(Object... cells) {
        text.append(lineOf(cells));
        return this;
    }

    /** A line by itself, with the line feed at its end. */
    static String lineOf(Object... cells) {
        return Stream.of(cells).map(Csv::cell).collect(Collectors.joining(",")) + '\n';
    }

    static String cell(Object value) {
        if (value == null || (value instanceof Number number && Double.isNaN(number.doubleValue()))) {
            return "";
        }
        String word = value.toString();
        return word.matches("(?s).*[\",\r\n].*") ? '"' + word.replace("\"", "\"\"") + '"' : word;
    }

    void write(Path file) throws IOException {
        AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
