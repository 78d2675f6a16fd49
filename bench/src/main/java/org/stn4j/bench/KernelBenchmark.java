package org.stn4j.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.stn4j.nn.torch.Torch;

/** The warp against libtorch's grid and sampler, size by size and pass by pass. */
public final class KernelBenchmark {

    /** The sizes of networks for small pictures up to large photographs, and of feature maps. */
    private static final List<KernelShape> AFFINE = List.of(
            KernelShape.of("affine", 1, 1, 28),
            KernelShape.of("affine", 256, 1, 28),
            KernelShape.of("affine", 256, 1, 42, 28),
            KernelShape.of("affine", 64, 3, 64),
            KernelShape.of("affine", 16, 3, 224),
            KernelShape.of("affine", 1, 3, 1024),
            KernelShape.of("affine", 1, 3, 4096),
            KernelShape.of("affine", 64, 32, 28),
            KernelShape.of("affine", 16, 64, 56),
            KernelShape.of("affine", 8, 256, 14));

    /** Channels from which either side may be faster with the channels of a pixel side by side. */
    private static final int MANY_CHANNELS = 16;

    private final KernelSettings settings;
    private final SideBySide comparison;

    public KernelBenchmark(KernelSettings settings) {
        this.settings = settings;
        this.comparison = new SideBySide(settings.rounds(), settings.secondsPerTurn());
    }

    /** All sizes, for the affine, the projective and the thin-plate spline transform. */
    public static List<KernelShape> shapes() {
        List<KernelShape> shapes = new ArrayList<>(AFFINE);
        for (String transform : List.of("projective", "tps")) {
            for (KernelShape shape : AFFINE) {
                shapes.add(new KernelShape(transform, shape.images(), shape.channels(), shape.input(), shape.output()));
            }
        }
        return shapes;
    }

    /**
     * Measures the sizes one after the other.
     *
     * @param progress is told each row as it comes
     * @throws IllegalStateException if the two sides do not come to the same results; one line
     */
    public KernelResults run(List<KernelShape> shapes, Consumer<KernelRow> progress) {
        Torch.setThreads(settings.threads());
        double copy = CopyBandwidth.bytesPerSecond(settings.threads());
        List<KernelRow> rows = new ArrayList<>();
        for (KernelShape shape : shapes) {
            try (WarpData data = new WarpData(shape)) {
                for (Pass pass : Pass.values()) {
                    KernelRow row = measure(shape, pass, data, copy);
                    rows.add(row);
                    progress.accept(row);
                }
            }
        }
        return KernelResults.of(Conditions.current(settings.threads()), settings.reading(), copy, rows);
    }

    private KernelRow measure(KernelShape shape, Pass pass, WarpData data, double copy) {
        Reading reading = settings.reading();
        int threads = settings.threads();
        List<MemoryLayout> layouts = shape.channels() < MANY_CHANNELS
                ? List.of(MemoryLayout.PLAIN)
                : List.of(MemoryLayout.PLAIN, MemoryLayout.CHANNELS_LAST);
        List<WarpContender> contenders = new ArrayList<>();
        try {
            layouts.forEach(layout -> contenders.add(new OurWarp(shape, pass, reading, data, layout, threads)));
            layouts.forEach(layout -> contenders.add(new TorchWarp(shape, pass, reading, data, layout)));
            if (settings.autograd()) {
                layouts.forEach(layout -> contenders.add(new OurFunction(shape, pass, reading, data, layout, threads)));
            }
            check(shape, pass, contenders);
            List<SideBySide.Timing> timings = comparison.measure(contenders);
            return KernelRow.of(
                    shape,
                    pass,
                    LayoutTiming.fastest(timings, 0, layouts),
                    settings.autograd() ? LayoutTiming.fastest(timings, 2 * layouts.size(), layouts) : null,
                    LayoutTiming.fastest(timings, layouts.size(), layouts),
                    copy);
        } finally {
            contenders.forEach(Contender::close);
        }
    }

    private static void check(KernelShape shape, Pass pass, List<WarpContender> contenders) {
        List<float[]> ours = contenders.get(0).results();
        for (WarpContender other : contenders.subList(1, contenders.size())) {
            Agreement.check(shape + ", " + pass, Agreement.tolerance(shape.input()), ours, other.results());
        }
    }
}
