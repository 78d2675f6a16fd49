package org.stn4j.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.stn4j.bench.KernelBenchmark;
import org.stn4j.bench.KernelResults;
import org.stn4j.bench.KernelShape;
import org.stn4j.nn.torch.Torch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the warp's kernels. */
@Command(
        name = "kernels",
        description = {
            "Measures the warp against libtorch's grid and sampler, forward and backward.",
            "Each row: ours, libtorch's, and how many times as fast ours is."
        })
final class BenchKernelsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "0", description = "Processors; all by default.")
    private int threads;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Turns of each side, of which the median counts; 5 by default.")
    private int rounds;

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

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (threads < 0 || rounds < 1 || !(seconds > 0 && seconds < 3600)) {
            throw new IllegalArgumentException("--threads is 0 or more, --rounds 1 or more, and --seconds above 0");
        }
        List<KernelShape> shapes = KernelBenchmark.shapes().stream()
                .filter(shape -> shape.toString().contains(only))
                .toList();
        if (shapes.isEmpty()) {
            throw new IllegalArgumentException("there is no row with '" + only + "'; the first is '"
                    + KernelBenchmark.shapes().get(0) + "'");
        }
        Torch.load();
        int used = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        // With --json, standard output is the result alone.
        PrintWriter progress =
                json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        KernelResults results = new KernelBenchmark(used, rounds, seconds).run(shapes, row -> {
            progress.println(row.line());
            progress.flush();
        });
        if (json) {
            spec.commandLine().getOut().println(Json.text(results));
        } else {
            progress.println(results.summary());
        }
        return ExitCode.DONE;
    }
}
