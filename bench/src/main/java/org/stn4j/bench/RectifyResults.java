package org.stn4j.bench;

import java.util.List;
import java.util.stream.Collectors;

/** What {@link RectifyBenchmark} found. */
public record RectifyResults(Conditions conditions, List<RectifyRow> rows) {

    /** For people, a line. */
    public String summary() {
        return conditions.toString();
    }

    /** As Markdown, for a document. */
    public String markdown() {
        String line = System.lineSeparator();
        return String.join(
                line,
                conditions + ". Pictures a minute.",
                "",
                "| | stn4j | plain loop with libtorch | | KiB of a file | of the loop's |",
                "|---|---|---|---|---|---|",
                rows.stream().map(RectifyRow::markdown).collect(Collectors.joining(line)));
    }
}
