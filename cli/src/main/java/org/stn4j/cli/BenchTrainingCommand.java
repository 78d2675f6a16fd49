package org.stn4j.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.stn4j.bench.TrainingBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures whole training steps. */
@Command(
        name = "training",
        description = {
            "Measures a training step against the same network on plain libtorch operators.",
            "Each row: images learnt from in a second, ours and libtorch's, and the ratio."
        })
final class BenchTrainingCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "0", description = "Processors; all by default.")
    private int threads;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "256",
            description = "Images of one step; 256 by default.")
    private int batchSize;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Turns of each side, of which the median counts; 5 by default.")
    private int rounds;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "1", description = "Length of a turn; 1 by default.")
    private double seconds;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (threads < 0 || batchSize < 1 || rounds < 1 || !(seconds > 0 && seconds < 3600)) {
            throw new IllegalArgumentException(
                    "--threads is 0 or more, --batch-size and --rounds 1 or more, and --seconds above 0");
        }
        int used = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        // With --json, standard output is the result alone.
        PrintWriter progress =
                json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        TrainingBenchmark.Results results = new TrainingBenchmark(used, batchSize, rounds, seconds).run(row -> {
            progress.println(row.line());
            progress.flush();
        });
        if (json) {
            spec.commandLine().getOut().println(Json.text(results));
        }
        return ExitCode.DONE;
    }
}
