package org.stn4j.bench;

import java.util.List;
import java.util.Locale;
import org.stn4j.warp.kernel.Kernels;

/**
 * What {@link KernelBenchmark} found.
 *
 * @param backend the warp's kernels, scalar or SIMD
 * @param copyBytesPerSecond bytes read and written by a plain copy, on the same threads in the same run
 * @param geomeanSpeedup geometric mean over all sizes of forward + backward with both gradients, libtorch's time over
 *     ours
 * @param minSpeedup the worst of those
 */
public record KernelResults(
        String backend,
        String java,
        int threads,
        double copyBytesPerSecond,
        double geomeanSpeedup,
        double minSpeedup,
        List<Row> rows) {

    /**
     * One size and pass; times in seconds.
     *
     * @param shareOfCopyBandwidth bytes that must be moved over the time, as a share of what a copy reaches; of the
     *     forward pass only
     */
    public record Row(
            String transform,
            String shape,
            String pass,
            double ours,
            double oursLowerQuartile,
            double oursUpperQuartile,
            double libtorch,
            double libtorchLowerQuartile,
            double libtorchUpperQuartile,
            double speedup,
            long bytes,
            double shareOfCopyBandwidth) {

        static Row of(KernelShape shape, Pass pass, SideBySide.Result result, double copyBytesPerSecond) {
            long bytes = pass == Pass.FORWARD ? shape.forwardBytes() : 0;
            return new Row(
                    shape.transform(),
                    shape.toString(),
                    pass.toString(),
                    result.ours().median(),
                    result.ours().lowerQuartile(),
                    result.ours().upperQuartile(),
                    result.theirs().median(),
                    result.theirs().lowerQuartile(),
                    result.theirs().upperQuartile(),
                    result.speedup(),
                    bytes,
                    bytes / result.ours().median() / copyBytesPerSecond);
        }

        public String line() {
            String share =
                    bytes == 0 ? "" : String.format(Locale.ROOT, "  %3.0f %% of a copy", 100 * shareOfCopyBandwidth);
            return String.format(
                    Locale.ROOT,
                    "%-34s %-36s %10.1f us (±%2.0f %%) %10.1f us (±%2.0f %%)  %5.2fx%s",
                    shape,
                    pass,
                    1e6 * ours,
                    50 * (oursUpperQuartile - oursLowerQuartile) / ours,
                    1e6 * libtorch,
                    50 * (libtorchUpperQuartile - libtorchLowerQuartile) / libtorch,
                    speedup,
                    share);
        }
    }

    static KernelResults of(int threads, double copyBytesPerSecond, List<Row> rows) {
        double logarithms = 0;
        double least = Double.POSITIVE_INFINITY;
        int counted = 0;
        for (Row row : rows) {
            if (!row.pass().equals(Pass.FORWARD.toString())) {
                logarithms += Math.log(row.speedup());
                least = Math.min(least, row.speedup());
                counted++;
            }
        }
        return new KernelResults(
                Kernels.active().name(),
                Runtime.version().toString(),
                threads,
                copyBytesPerSecond,
                counted == 0 ? 0 : Math.exp(logarithms / counted),
                counted == 0 ? 0 : least,
                rows);
    }

    public String summary() {
        return String.format(
                Locale.ROOT,
                "%s on Java %s, %d threads: %.2f times as fast as libtorch (geometric mean of forward + backward), at"
                        + " least %.2f times; a plain copy moves %.1f GB/s",
                backend,
                java,
                threads,
                geomeanSpeedup,
                minSpeedup,
                copyBytesPerSecond / 1e9);
    }
}
