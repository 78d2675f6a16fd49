package org.stn4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.stn4j.data.picture.PictureInput;
import org.stn4j.train.rectify.OutputSize;
import org.stn4j.train.rectify.Rectifier;
import org.stn4j.train.rectify.RectifyJob;
import org.stn4j.warp.ImageSize;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Writes pictures as a network sees them after its transformer, at their own resolution. */
@Command(
        name = "rectify",
        description = {
            "Writes each picture as the network sees it after its spatial transformer, at the picture's own resolution,"
                    + " as PNG.",
            "Theta comes from the small view that the network is given; the pixels, and their colours and depth, from the"
                    + " picture. Names are kept, those of folders within a given folder too; what is there already is"
                    + " replaced.",
            "In DIR there is also a table, transforms.csv, with a line for each picture and transformer: label, theta, and"
                    + " the corners of the frame in pixels of the picture. It keeps the lines of earlier calls whose pictures"
                    + " are still there."
        })
final class RectifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Stn4jCommand parent;

    @Mixin
    private ModelUse use;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "PATH", description = "Picture files, or folders of them.")
    private List<Path> paths;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder to write to; where it lies in a folder of pictures, those in it are left alone.")
    private Path out;

    @Option(
            names = "--transformer",
            paramLabel = "N",
            defaultValue = "1",
            description = "Which of the network's transformers, in their order; the first by default.")
    private int transformer;

    @Option(
            names = "--size",
            paramLabel = "HEIGHTxWIDTH",
            description =
                    "Size of the pictures to write; by default of the proportions of what the network sees, with as"
                            + " many pixels as the original has there.")
    private ImageSize size;

    @Mixin
    private PictureOptions options;

    @Override
    public Integer call() throws IOException {
        // What can be wrong is found out before a folder is made.
        Rectifier.Settings settings = new Rectifier.Settings(transformer, new OutputSize(Optional.ofNullable(size)));
        int threads = use.threads();
        RectifyTargets targets = RectifyTargets.of(PictureList.of(paths, out), out);
        try (OpenModel model = use.openForWorkers()) {
            Rectifier.check(model.card().network(), settings);
            PictureInput input = options.input(model.card().network());
            parent.interrupt().await("stopping; the pictures that were begun are being written ...");
            targets.prepareFolders();
            return run(
                    new RectifyJob(
                            () -> new Rectifier(model.engineOfWorker(), model.card(), input, settings),
                            threads,
                            parent.interrupt()),
                    targets);
        }
    }

    private int run(RectifyJob job, RectifyTargets targets) throws IOException {
        int all = targets.tasks().size();
        RateProgress progress = new RateProgress(spec.commandLine().getErr(), all);
        List<RectifyJob.Result> results;
        try (TransformsTable table = new TransformsTable(targets.table(), targets.names())) {
            try {
                results = job.run(targets.tasks(), (task, result) -> {
                    if (result.rectified().isPresent()) {
                        table.add(task, result.rectified().get());
                    }
                    progress.add();
                });
            } catch (IOException e) {
                throw new IOException(
                        e.getMessage() + "; " + table.added() + " of " + all + " pictures were written before", e);
            }
            table.sort();
        }
        return report(results, progress.perMinute());
    }

    private int report(List<RectifyJob.Result> results, String rate) {
        PrintWriter err = spec.commandLine().getErr();
        ErrorLines errors = new ErrorLines(parent);
        results.stream()
                .flatMap(result -> result.failure().stream())
                .forEach(failure -> errors.print(err, spec.qualifiedName(), failure.getMessage(), failure));
        long written = results.stream()
                .filter(result -> result.rectified().isPresent())
                .count();
        boolean stopped = results.contains(RectifyJob.Result.NONE);
        spec.commandLine()
                .getOut()
                .println((stopped ? "stopped: " : "") + "wrote " + written + " of " + results.size() + " pictures to "
                        + out + (stopped ? "; the same call again writes all of them" : rate));
        return written == results.size() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
