package org.stn4j.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.stn4j.bench.RectifyBenchmark;
import org.stn4j.bench.RectifyResults;
import org.stn4j.bench.RectifySettings;
import org.stn4j.nn.torch.Torch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the rectifying of pictures in files. */
@Command(
        name = "rectify",
        description = {
            "Measures rectify on drawn pictures in files against a plain loop: read with ImageIO, warp with libtorch's"
                    + " grid and sampler on all processors, write with ImageIO.",
            "Each row: pictures a minute and the size of the files that are written, ours and the loop's, and the ratio."
        })
final class BenchRectifyCommand implements Callable<Integer> {
    @Mixin
    private BenchOptions options;

    @Option(
            names = "--pictures",
            paramLabel = "N",
            defaultValue = "8",
            description = "Pictures of a run; 8 by default.")
    private int pictures;

    @Option(
            names = "--side",
            paramLabel = "PIXELS",
            defaultValue = "1024",
            description = "Rows and columns of a picture; 1024 by default.")
    private int side;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "1",
            description = "Length of a turn, one run at least; 1 by default.")
    private double seconds;

    @Override
    public Integer call() throws IOException {
        options.check(seconds);
        if (pictures < 1 || side < 16 || side > 4096) {
            throw new IllegalArgumentException("--pictures is 1 or more, and --side from 16 to 4096");
        }
        Torch.load();
        Consumer<String> progress = options.progress();
        RectifySettings settings = new RectifySettings(options.threads(), pictures, side, options.rounds(), seconds);
        RectifyResults results = new RectifyBenchmark(settings).run(row -> progress.accept(row.line()));
        options.print(results, results::markdown, results::summary);
        return ExitCode.DONE;
    }
}
