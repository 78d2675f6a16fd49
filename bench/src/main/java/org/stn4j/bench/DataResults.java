package org.stn4j.bench;

import java.util.List;
import java.util.stream.Collectors;

/** What {@link DataBenchmark} found. */
public record DataResults(Conditions conditions, List<DataRow> rows) {

    /** For people, a line. */
    public String summary() {
        return conditions.toString();
    }

    /** As Markdown, for a document. */
    public String markdown() {
        String line = System.lineSeparator();
        return String.join(
                line,
                conditions + ". Pictures a second.",
                "",
                "| | a step takes | prepared | | decoded, first epoch | |",
                "|---|---|---|---|---|---|",
                rows.stream().map(DataRow::markdown).collect(Collectors.joining(line)));
    }
}
