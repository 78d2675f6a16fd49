package org.stn4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.stn4j.bench.ScalingBenchmark;
import org.stn4j.bench.ScalingResults;
import org.stn4j.nn.torch.Torch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how cost grows. */
@Command(
        name = "scaling",
        description = {
            "Measures how the cost of a warp grows with pixels, channels, images, control points and threads.",
            "Each row: nanoseconds for each value of the output, ours and libtorch's; level where cost grows in"
                    + " proportion."
        })
final class BenchScalingCommand implements Callable<Integer> {
    @Mixin
    private BenchOptions options;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "0.2",
            description = "Length of a turn; 0.2 by default.")
    private double seconds;

    @Option(
            names = "--largest",
            paramLabel = "N",
            defaultValue = "4096",
            description = "Images have at most so many rows and columns; 4096 by default.")
    private int largest;

    @Option(names = "--out", paramLabel = "FILE", description = "Draw the results as well, to a PNG file.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        options.check(seconds);
        if (largest < 28) {
            throw new IllegalArgumentException("--largest is 28 or more, not " + largest);
        }
        Torch.load();
        Consumer<String> progress = options.progress();
        ScalingResults results = new ScalingBenchmark(options.threads(), options.rounds(), seconds, largest)
                .run(row -> progress.accept(row.line()));
        if (out != null) {
            PngFile.write(out, ScalingChart.draw(results));
            progress.accept("wrote " + out);
        }
        options.print(results, results::markdown, () -> results.conditions().toString());
        return ExitCode.DONE;
    }
}
