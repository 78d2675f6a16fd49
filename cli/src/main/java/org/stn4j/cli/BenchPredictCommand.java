package org.stn4j.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.stn4j.bench.PredictBenchmark;
import org.stn4j.bench.PredictResults;
import org.stn4j.bench.PredictSettings;
import org.stn4j.nn.torch.Torch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the prediction of single pictures. */
@Command(
        name = "predict",
        description = {
            "Measures how long one picture takes through the API, on libtorch and on ONNX Runtime, with the ST-CNN for"
                    + " 42x42.",
            "Each row: median and 99th percentile of one thread alone, and of --threads at once (4 by default), and how"
                    + " many times as many predictions these make together."
        })
final class BenchPredictCommand implements Callable<Integer> {
    private static final int USUAL_THREADS = 4;

    @Mixin
    private BenchOptions options;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "1", description = "Length of a turn; 1 by default.")
    private double seconds;

    @Override
    public Integer call() throws IOException {
        options.check(seconds);
        Torch.load();
        Consumer<String> progress = options.progress();
        PredictSettings settings = new PredictSettings(options.threadsOr(USUAL_THREADS), options.rounds(), seconds);
        PredictResults results = new PredictBenchmark(settings).run(row -> progress.accept(row.line()));
        options.print(results, results::markdown, results::summary);
        return ExitCode.DONE;
    }
}
