package org.stn4j.bench;

import java.util.List;
import java.util.Locale;

/**
 * What {@link TrainingBenchmark} found.
 *
 * @param batchSize images of a step
 * @param transformerCost the time of a step with a transformer over that of the plain network of as many parameters,
 *     less 1: below 0 where what the transformer saves its classifier is more than what it costs
 */
public record TrainingResults(Conditions conditions, int batchSize, double transformerCost, List<TrainingRow> rows) {

    /** For people, a few lines. */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "%s; batches of %d%na step with the transformer takes %+.0f %% of the time of one of the plain network",
                conditions,
                batchSize,
                100 * transformerCost);
    }

    /** As Markdown, for a document. */
    public String markdown() {
        return MarkdownTable.of(
                        "| | stn4j | in bfloat16 | libtorch | | libtorch without the settings | the transformer's share | libtorch's |",
                        rows,
                        TrainingRow::markdown)
                .below(conditions + "; batches of " + batchSize + ". Images a second.");
    }
}
