package org.stn4j.bench;

import java.util.Locale;

/**
 * One size of a {@link ScalingBenchmark}; nanoseconds for each value of the output, medians.
 *
 * @param axis what grows
 * @param value how large it is
 * @param forward ours
 * @param training ours, forward and backward with both gradients
 */
public record ScalingRow(
        ScalingAxis axis,
        long value,
        String shape,
        int threads,
        double forward,
        double training,
        double libtorchForward,
        double libtorchTraining) {

    /** For people. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%-18s %,12d  %-26s forward %7.2f ns, with backward %7.2f   libtorch %7.2f, %7.2f",
                axis,
                value,
                shape,
                forward,
                training,
                libtorchForward,
                libtorchTraining);
    }

    String markdown() {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %s | %.2f | %.2f | %.2f | %.2f |",
                axis,
                value,
                shape,
                forward,
                training,
                libtorchForward,
                libtorchTraining);
    }
}
