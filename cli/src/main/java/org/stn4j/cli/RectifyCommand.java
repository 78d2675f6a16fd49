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
                    + " the corners of the frame in pixels of the picture."
        })
final class RectifyCommand implements Callable<Integer> {
    private static final String TABLE = "transforms.csv";

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
        Rectifier.Settings settings = new Rectifier.Settings(transformer, new OutputSize(Optional.ofNullable(size)));
        RectifyTargets targets = RectifyTargets.of(PictureList.of(paths, out), out);
        List<RectifyJob.Result> results;
        RateProgress progress =
                new RateProgress(spec.commandLine().getErr(), targets.tasks().size());
        try (OpenModel model = use.open()) {
            PictureInput input = options.input(model.card().network());
            targets.createFolders();
            parent.interrupt().await("stopping; the pictures that were begun are being written ...");
            results = new RectifyJob(
                            () -> new Rectifier(model.engineOfWorker(), model.card(), input, settings),
                            use.threads(),
                            parent.interrupt())
                    .run(targets.tasks(), progress);
            table(targets, results).write(out.resolve(TABLE));
        }
        return report(results, progress.perMinute());
    }

    private static Csv table(RectifyTargets targets, List<RectifyJob.Result> results) {
        TransformsTable table = new TransformsTable();
        for (int i = 0; i < results.size(); i++) {
            Path name = targets.names().get(i);
            results.get(i).rectified().ifPresent(written -> table.add(name, written));
        }
        return table.csv();
    }

    private int report(List<RectifyJob.Result> results, String rate) {
        PrintWriter err = spec.commandLine().getErr();
        results.stream()
                .flatMap(result -> result.failure().stream())
                .forEach(failure -> ErrorLines.print(err, spec.qualifiedName(), failure));
        long written = results.stream()
                .filter(result -> result.rectified().isPresent())
                .count();
        spec.commandLine()
                .getOut()
                .println("wrote " + written + " of " + results.size() + " pictures to " + out + rate);
        return written == results.size() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
