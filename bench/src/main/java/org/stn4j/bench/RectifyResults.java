package org.stn4j.bench;

import java.util.List;

/** What {@link RectifyBenchmark} found. */
public record RectifyResults(Conditions conditions, List<RectifyRow> rows) {

    /** For people, a line. */
    public String summary() {
        return conditions.toString();
    }

    /** As Markdown, for a document. */
    public String markdown() {
        return MarkdownTable.of(
                        "| | stn4j | plain loop with libtorch | | KiB of a file | of the loop's |",
                        rows,
                        RectifyRow::markdown)
                .below(conditions + ". Pictures a minute.");
    }
}
