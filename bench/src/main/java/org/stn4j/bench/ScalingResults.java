package org.stn4j.bench;

import java.util.List;

/** What {@link ScalingBenchmark} found. */
public record ScalingResults(Conditions conditions, List<ScalingRow> rows) {

    /** As Markdown, for a document. */
    public String markdown() {
        return MarkdownTable.of(
                        "| grows | | at | forward | forward + backward | libtorch, forward | libtorch, both |",
                        rows,
                        ScalingRow::markdown)
                .below(conditions + ". Nanoseconds for each value of the output.");
    }
}
