package org.stn4j.cli;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.stn4j.bench.TrainingBenchmark;
import org.stn4j.bench.TrainingResults;
import org.stn4j.bench.TrainingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures whole training steps. */
@Command(
        name = "training",
        description = {
            "Measures a training step against the same network on plain libtorch operators.",
            "Each row: images learnt from in a second, ours and libtorch's (in its faster memory layout), the ratio, and"
                    + " what share of a step the transformer costs: localisation, grid and sampling, forward and backward."
        })
final class BenchTrainingCommand implements Callable<Integer> {
    @Mixin
    private BenchOptions options;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "256",
            description = "Images of one step; 256 by default.")
    private int batchSize;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "1", description = "Length of a turn; 1 by default.")
    private double seconds;

    @Option(
            names = "--unset",
            description = "Measure libtorch also in a process without the settings of memory and OpenMP that the"
                    + " launcher makes for both sides.")
    private boolean unset;

    @Override
    public Integer call() {
        options.check(seconds);
        if (batchSize < 1) {
            throw new IllegalArgumentException("--batch-size is 1 or more, not " + batchSize);
        }
        Consumer<String> progress = options.progress();
        TrainingSettings settings =
                new TrainingSettings(options.threads(), batchSize, options.rounds(), seconds, unset);
        TrainingResults results = new TrainingBenchmark(settings).run(row -> progress.accept(row.line()));
        options.print(results, results::markdown, results::summary);
        return ExitCode.DONE;
    }
}
