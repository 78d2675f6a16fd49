package org.stn4j.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.stn4j.bench.DataBenchmark;
import org.stn4j.bench.DataResults;
import org.stn4j.bench.DataSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures whether training waits for its data. */
@Command(
        name = "data",
        description = {
            "Measures how fast pictures are made ready for training against how fast a step takes them: drawn digits for"
                    + " the ST-CNN, and JPEG files for the network that train chooses for photographs.",
            "Each row: pictures a second that a step takes on all processors, those that are prepared on half of them, as"
                    + " in training, and those that are decoded before the first epoch; in brackets how many times as many."
        })
final class BenchDataCommand implements Callable<Integer> {
    @Mixin
    private BenchOptions options;

    @Option(
            names = "--pictures",
            paramLabel = "N",
            defaultValue = "500",
            description = "Pictures in files; 500 by default.")
    private int pictures;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "1", description = "Length of a turn; 1 by default.")
    private double seconds;

    @Override
    public Integer call() throws IOException {
        options.check(seconds);
        if (pictures < 100) {
            throw new IllegalArgumentException("--pictures is 100 or more, not " + pictures);
        }
        Consumer<String> progress = options.progress();
        DataSettings settings = new DataSettings(options.threads(), pictures, options.rounds(), seconds);
        DataResults results = new DataBenchmark(settings).run(row -> progress.accept(row.line()));
        options.print(results, results::markdown, results::summary);
        return ExitCode.DONE;
    }
}
