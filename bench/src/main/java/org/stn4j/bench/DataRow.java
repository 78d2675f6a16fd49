package org.stn4j.bench;

import java.util.Locale;

/**
 * One task of a {@link DataBenchmark}; pictures a second, from the median of the times.
 *
 * @param task network and data
 * @param decoded pictures that are decoded for the first epoch, on all processors; null where nothing is
 * @param prepared pictures that are read, distorted and augmented for the steps, on half of the processors
 * @param learnt pictures that the training step takes, on all processors
 * @param decodedRatio how many times as many are decoded as learnt from
 * @param preparedRatio how many times as many are prepared as learnt from
 */
public record DataRow(
        String task, Double decoded, double prepared, double learnt, Double decodedRatio, double preparedRatio) {

    /** For people. */
    public String line() {
        String first =
                decoded == null ? "" : String.format(Locale.ROOT, "   decoded %,7.0f/s (%.1fx)", decoded, decodedRatio);
        return String.format(
                Locale.ROOT,
                "%-40s a step takes %,6.0f/s   prepared %,7.0f/s (%.1fx)%s",
                task,
                learnt,
                prepared,
                preparedRatio,
                first);
    }

    String markdown() {
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f | **%.1f×** | %s | %s |",
                task,
                learnt,
                prepared,
                preparedRatio,
                decoded == null ? "" : String.format(Locale.ROOT, "%,.0f", decoded),
                decoded == null ? "" : String.format(Locale.ROOT, "**%.1f×**", decodedRatio));
    }
}
