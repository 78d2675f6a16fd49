package org.stn4j.bench;

import java.util.List;

/** What {@link DataBenchmark} found. */
public record DataResults(Conditions conditions, List<DataRow> rows) {

    /** For people, a line. */
    public String summary() {
        return conditions.toString();
    }

    /** As Markdown, for a document. */
    public String markdown() {
        return MarkdownTable.of("| | a step takes | prepared | | decoded, first epoch | |", rows, DataRow::markdown)
                .below(conditions + ". Pictures a second.");
    }
}
