package org.stn4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.stn4j.data.DataSource;
import org.stn4j.nn.file.AtomicFile;
import org.stn4j.nn.torch.Torch;
import org.stn4j.train.Evaluation;
import org.stn4j.train.Outcome;
import org.stn4j.train.PlannedRun;
import org.stn4j.train.RunDirectory;
import org.stn4j.train.Trainer;
import org.stn4j.train.TrainingJob;
import org.stn4j.train.TrainingListener;
import org.stn4j.train.TrainingResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Trains a network. */
@Command(
        name = "train",
        description = {
            "Trains a network; without options, a spatial transformer on the built-in digits.",
            "Ctrl-C ends a run early: the model so far is measured and kept, and --resume goes on from there."
        })
final class TrainCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Stn4jCommand parent;

    @Mixin
    private TaskOptions task;

    @Mixin
    private LearningOptions learning;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder of the run; by default a new one in runs/. An earlier run in it is overwritten.")
    private Path out;

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            description = "Go on with the run in this folder, with the settings that it was started with.")
    private Path resume;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        Optional<PlannedRun.Call> planned = resume != null ? PlannedRun.read(resume) : Optional.empty();
        if (planned.isPresent()) {
            checkNothingElse();
            err.println("the run in " + resume + " was broken off before it had read its data; it starts now");
            return Main.run(spec.commandLine().getOut(), err, repeated(planned.get()));
        }
        TrainingListener progress = TrainingProgress.on(err);
        Trainer trainer = resume != null ? resumed(progress) : started(progress);
        parent.interrupt().await(TrainingProgress.STOPPING);
        return report(trainer.run(parent.interrupt()));
    }

    /** A call into the folder that is gone on with, wherever that lies now, and on what it meant where it was made. */
    private String[] repeated(PlannedRun.Call call) {
        Path there = Path.of(call.directory()).toAbsolutePath();
        boolean elsewhere = !there.equals(Path.of("").toAbsolutePath());
        List<String> words = new ArrayList<>(call.arguments());
        for (int i = 0; i < words.size(); i++) {
            String name = ConfiguredCall.name(words.get(i));
            boolean attached = !name.equals(words.get(i));
            if (name.equals("--out") || (elsewhere && (name.equals("--data") || name.equals("--model")))) {
                String value = attached ? words.get(i).substring(name.length() + 1) : words.get(i + 1);
                String meant = switch (name) {
                    case "--out" -> resume.toString();
                    case "--data" -> DataSource.parse(value).from(there).toString();
                    default -> TaskOptions.modelFrom(there, value);
                };
                words.set(attached ? i : i + 1, attached ? name + "=" + meant : meant);
            }
        }
        return words.toArray(String[]::new);
    }

    private void checkNothingElse() {
        if (spec.commandLine().getParseResult().matchedOptions().stream()
                .anyMatch(option -> !option.longestName().equals("--resume")
                        && !option.longestName().equals("--debug"))) {
            throw new ParameterException(
                    spec.commandLine(), "--resume goes on with the settings of the run, and takes no other options");
        }
    }

    private Trainer resumed(TrainingListener progress) throws IOException {
        checkNothingElse();
        RunDirectory directory = RunDirectory.existing(resume);
        spec.commandLine().getErr().println("going on with " + directory.path());
        return Trainer.resume(
                directory, progress, new DataProgress(spec.commandLine().getErr()));
    }

    @SuppressWarnings("try") // The plan is used by being there.
    private Trainer started(TrainingListener progress) throws IOException {
        // What can be wrong is found out before a folder is made.
        var options = task.early(learning);
        Torch.requireDevice(options.device());
        if (!options.learning().precision().suits(options.device())) {
            spec.commandLine()
                    .getErr()
                    .println("this processor has no instructions for bfloat16: --precision float32 is faster here");
        }
        DataProgress data = new DataProgress(spec.commandLine().getErr());
        if (out == null) {
            return started(task.job(learning, data), progress);
        }
        try (PlannedRun planned = PlannedRun.write(out, arguments())) {
            return started(task.job(learning, data), progress);
        }
    }

    private Trainer started(TrainingJob job, TrainingListener progress) throws IOException {
        RunDirectory directory = RunDirectory.create(out != null ? out : newFolder(job));
        Trainer trainer = Trainer.start(job, "./stn4j " + String.join(" ", arguments()), directory, progress);
        AtomicFile.write(
                directory.config(),
                ConfigText.of(spec.commandLine().getParseResult()).getBytes(StandardCharsets.UTF_8));
        // From here on the run can be gone on with; so this is the time to say where it is.
        spec.commandLine()
                .getErr()
                .println("training " + job.description().network().name() + " on "
                        + job.description().data() + ", distortion "
                        + job.distortion().name() + ", into " + directory.path());
        return trainer;
    }

    private List<String> arguments() {
        return spec.commandLine().getParent().getParseResult().originalArgs();
    }

    private static Path newFolder(TrainingJob job) {
        String what = job.description().network().name() + "-"
                + job.description().data().replaceAll(":.*", "") + "-"
                + job.distortion().name();
        String name = LocalDateTime.now(ZoneId.systemDefault()).format(TIMESTAMP) + "-"
                + what.replaceAll("[^A-Za-z0-9.-]+", "-");
        Path folder = Path.of("runs", name);
        for (int i = 2; Files.exists(folder); i++) {
            folder = Path.of("runs", name + "-" + i);
        }
        return folder;
    }

    private int report(TrainingResult result) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        RunDirectory directory = result.directory();
        if (result.outcome() == Outcome.STOPPED_EARLY) {
            out.printf(
                    "stopped early: no epoch was better than epoch %d%n",
                    result.best().orElseThrow().epoch());
        }
        if (result.test().isPresent()) {
            Evaluation test = result.test().get();
            out.printf(
                    Locale.ROOT,
                    "test error %s (%,d of %,d)%n",
                    EvaluationText.percent(test.errorRate()),
                    test.errors(),
                    test.examples());
            out.println("model   " + directory.model());
            out.println("report  " + directory.report());
        } else {
            out.println("the run ended before there was anything to keep");
        }
        out.flush();
        if (result.outcome() == Outcome.DIVERGED) {
            throw new IOException(result.message());
        }
        return result.outcome() == Outcome.INTERRUPTED ? ExitCode.INTERRUPTED : ExitCode.DONE;
    }
}
