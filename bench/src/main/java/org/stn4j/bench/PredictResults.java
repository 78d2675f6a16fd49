package org.stn4j.bench;

import java.util.List;

/**
 * What {@link PredictBenchmark} found.
 *
 * @param sharing how many threads answered at once in the second measurement of each row
 */
public record PredictResults(Conditions conditions, int sharing, List<PredictRow> rows) {

    /** For people, a line. */
    public String summary() {
        return conditions + "; together are " + sharing + " threads";
    }

    /** As Markdown, for a document. */
    public String markdown() {
        return MarkdownTable.of(
                        "| | median | 99 % within | a second | together, median | 99 % within | a second | |",
                        rows, PredictRow::markdown)
                .below(summary() + ". Milliseconds.");
    }
}
