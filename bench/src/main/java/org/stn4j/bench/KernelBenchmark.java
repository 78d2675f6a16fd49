package org.stn4j.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.pytorch.global.torch;

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

    private final int threads;
    private final SideBySide comparison;

    public KernelBenchmark(int threads, int rounds, double secondsPerTurn) {
        this.threads = threads;
        this.comparison = new SideBySide(rounds, secondsPerTurn);
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
     */
    public KernelResults run(List<KernelShape> shapes, Consumer<KernelResults.Row> progress) {
        torch.set_num_threads(threads);
        double copy = CopyBandwidth.bytesPerSecond(threads);
        List<KernelResults.Row> rows = new ArrayList<>();
        for (KernelShape shape : shapes) {
            try (WarpData data = new WarpData(shape)) {
                for (Pass pass : Pass.values()) {
                    try (OurWarp ours = new OurWarp(shape, pass, data, threads);
                            TorchWarp theirs = new TorchWarp(shape, pass, data)) {
                        KernelResults.Row row =
                                KernelResults.Row.of(shape, pass, comparison.measure(ours, theirs), copy);
                        rows.add(row);
                        progress.accept(row);
                    }
                }
            }
        }
        return KernelResults.of(threads, copy, rows);
    }

    public static void main(String[] args) {
        int threads = Integer.getInteger("threads", Runtime.getRuntime().availableProcessors());
        List<KernelShape> shapes = shapes().stream()
                .filter(shape -> args.length == 0 || shape.toString().contains(args[0]))
                .toList();
        KernelResults results = new KernelBenchmark(threads, Integer.getInteger("rounds", 5), 0.1)
                .run(shapes, row -> System.out.println(row.line()));
        System.out.println(results.summary());
        System.exit(0);
    }
}
