package org.stn4j.bench;

import java.util.Locale;

/**
 * One size and pass of a {@link KernelBenchmark}; times in seconds, medians with their quartiles.
 *
 * @param ours the warp's own interface, on libtorch's memory
 * @param oursAutograd the same through the bridge to libtorch's autograd; null if it was not measured
 * @param oursLayout the memory layout in which ours was faster, {@code plain} or {@code channels_last}; its times are of
 *     that one
 * @param libtorchLayout the same of libtorch
 * @param speedup libtorch's time over ours
 * @param autogradSpeedup libtorch's time over ours through the bridge
 * @param bytes what the pass cannot but move, see {@link KernelShape#bytes}
 * @param shareOfCopyBandwidth those bytes over our time, as a share of what a plain copy reaches
 */
public record KernelRow(
        String transform,
        String shape,
        String pass,
        double ours,
        double oursLowerQuartile,
        double oursUpperQuartile,
        String oursLayout,
        Double oursAutograd,
        double libtorch,
        double libtorchLowerQuartile,
        double libtorchUpperQuartile,
        String libtorchLayout,
        double speedup,
        Double autogradSpeedup,
        long bytes,
        double shareOfCopyBandwidth) {

    static KernelRow of(
            KernelShape shape,
            Pass pass,
            LayoutTiming ours,
            LayoutTiming autograd,
            LayoutTiming libtorch,
            double copyBytesPerSecond) {
        long bytes = shape.bytes(pass);
        double oursMedian = ours.timing().median();
        double libtorchMedian = libtorch.timing().median();
        Double autogradMedian = autograd == null ? null : autograd.timing().median();
        return new KernelRow(
                shape.transform(),
                shape.toString(),
                pass.toString(),
                oursMedian,
                ours.timing().lowerQuartile(),
                ours.timing().upperQuartile(),
                ours.layout().toString(),
                autogradMedian,
                libtorchMedian,
                libtorch.timing().lowerQuartile(),
                libtorch.timing().upperQuartile(),
                libtorch.layout().toString(),
                libtorchMedian / oursMedian,
                autograd == null ? null : libtorchMedian / autogradMedian,
                bytes,
                bytes / oursMedian / copyBytesPerSecond);
    }

    /** For people. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%-34s %-36s %10.1f us (±%2.0f %%)%s %10.1f us (±%2.0f %%)%s  %5.2fx  %3.0f %% of a copy%s",
                shape,
                pass,
                1e6 * ours,
                spread(ours, oursLowerQuartile, oursUpperQuartile),
                isPlain(oursLayout) ? "  " : " c",
                1e6 * libtorch,
                spread(libtorch, libtorchLowerQuartile, libtorchUpperQuartile),
                isPlain(libtorchLayout) ? "  " : " c",
                speedup,
                100 * shareOfCopyBandwidth,
                oursAutograd == null
                        ? ""
                        : String.format(
                                Locale.ROOT, "  by autograd %.1f us, %.2fx", 1e6 * oursAutograd, autogradSpeedup));
    }

    /** A row of a Markdown table with the columns of {@link KernelResults#markdown}. */
    String markdown() {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %,.0f ± %.0f %%%s |%s %,.0f ± %.0f %%%s | **%.2f×** | %.0f %% |",
                shape,
                pass,
                1e6 * ours,
                spread(ours, oursLowerQuartile, oursUpperQuartile),
                isPlain(oursLayout) ? "" : " ᶜ",
                oursAutograd == null ? "" : String.format(Locale.ROOT, " %,.0f |", 1e6 * oursAutograd),
                1e6 * libtorch,
                spread(libtorch, libtorchLowerQuartile, libtorchUpperQuartile),
                isPlain(libtorchLayout) ? "" : " ᶜ",
                speedup,
                100 * shareOfCopyBandwidth);
    }

    private static boolean isPlain(String layout) {
        return layout.equals(MemoryLayout.PLAIN.toString());
    }

    /** Half the distance of the quartiles, in per cent. */
    private static double spread(double median, double lowerQuartile, double upperQuartile) {
        return 50 * (upperQuartile - lowerQuartile) / median;
    }
}
