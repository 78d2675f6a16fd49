package org.stn4j.bench;

import java.util.Locale;

/**
 * One engine on one kind of pictures in a {@link PredictBenchmark}: times of single predictions, over all of its turns.
 *
 * @param engine libtorch or ONNX Runtime
 * @param picture what is predicted
 * @param medianMillis of one thread alone
 * @param percentile99Millis of one thread alone
 * @param perSecond predictions of one thread alone
 * @param sharedMedianMillis of several threads at once
 * @param sharedPercentile99Millis of several threads at once
 * @param sharedPerSecond predictions of several threads together
 * @param scaling how many times as many those are
 */
public record PredictRow(
        String engine,
        String picture,
        double medianMillis,
        double percentile99Millis,
        double perSecond,
        double sharedMedianMillis,
        double sharedPercentile99Millis,
        double sharedPerSecond,
        double scaling) {

    /** For people. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%-12s %-16s one thread: median %6.3f ms, 99 %% within %6.3f ms, %,7.0f/s   together: %6.3f ms, %6.3f ms,"
                        + " %,7.0f/s, %4.2fx",
                engine,
                picture,
                medianMillis,
                percentile99Millis,
                perSecond,
                sharedMedianMillis,
                sharedPercentile99Millis,
                sharedPerSecond,
                scaling);
    }

    String markdown() {
        return String.format(
                Locale.ROOT,
                "| %s, %s | %.3f | %.3f | %,.0f | %.3f | %.3f | %,.0f | **%.2f×** |",
                engine,
                picture,
                medianMillis,
                percentile99Millis,
                perSecond,
                sharedMedianMillis,
                sharedPercentile99Millis,
                sharedPerSecond,
                scaling);
    }
}
