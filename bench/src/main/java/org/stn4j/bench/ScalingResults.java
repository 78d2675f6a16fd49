package org.stn4j.bench;

import java.util.List;
import java.util.stream.Collectors;

/** What {@link ScalingBenchmark} found. */
public record ScalingResults(Conditions conditions, List<ScalingRow> rows) {

    /** As Markdown, for a document. */
    public String markdown() {
        String line = System.lineSeparator();
        return String.join(
                line,
                conditions + ". Nanoseconds for each value of the output.",
                "",
                "| grows | | at | forward | forward + backward | libtorch, forward | libtorch, both |",
                "|---|---|---|---|---|---|---|",
                rows.stream().map(ScalingRow::markdown).collect(Collectors.joining(line)));
    }
}
