package org.stn4j.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.stn4j.bench.KernelBenchmark;
import org.stn4j.bench.KernelResults;
import org.stn4j.bench.KernelSettings;
import org.stn4j.bench.KernelShape;
import org.stn4j.bench.Reading;
import org.stn4j.nn.torch.Torch;
import org.stn4j.warp.Interpolation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the warp's kernels. */
@Command(
        name = "kernels",
        description = {
            "Measures the warp against libtorch's grid and sampler, forward and backward.",
            "Each row: ours, libtorch's (c: with the channels of a pixel side by side, where that is faster), how many"
                    + " times as fast ours is, and the memory traffic as a share of what a plain copy reaches."
        })
final class BenchKernelsCommand implements Callable<Integer> {
    @Mixin
    private BenchOptions options;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "0.4",
            description = "Length of a turn; 0.4 by default.")
    private double seconds;

    @Option(
            names = "--only",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Only rows with this in their names, such as affine or 256x1x28.")
    private String only;

    @Option(
            names = "--interpolation",
            completionCandidates = Choices.OfInterpolations.class,
            paramLabel = "INTERPOLATION",
            defaultValue = "bilinear",
            description = "nearest, bilinear (default) or bicubic.")
    private Interpolation interpolation;

    @Option(
            names = "--padding",
            completionCandidates = Choices.OfPaddings.class,
            paramLabel = "PADDING",
            defaultValue = "zeros",
            description = "What lies outside the image: zeros (default), border or reflection.")
    private Reading.OutsideMode padding;

    @Option(
            names = "--autograd",
            description = "Measure ours through the bridge to libtorch's autograd as well, as networks call it.")
    private boolean autograd;

    @Override
    public Integer call() {
        options.check(seconds);
        List<KernelShape> shapes = KernelBenchmark.shapes().stream()
                .filter(shape -> shape.toString().contains(only))
                .toList();
        if (shapes.isEmpty()) {
            throw new IllegalArgumentException("there is no row with '" + only + "'; the first is '"
                    + KernelBenchmark.shapes().get(0) + "'");
        }
        Torch.load();
        Consumer<String> progress = options.progress();
        KernelSettings settings = new KernelSettings(
                options.threads(), options.rounds(), seconds, new Reading(interpolation, padding), autograd);
        KernelResults results = new KernelBenchmark(settings).run(shapes, row -> progress.accept(row.line()));
        options.print(results, results::markdown, results::summary);
        return ExitCode.DONE;
    }
}
