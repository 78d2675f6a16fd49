package org.stn4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.stn4j.data.DataSource;
import org.stn4j.data.Dataset;
import org.stn4j.data.Distortion;
import org.stn4j.nn.Model;
import org.stn4j.nn.torch.learn.Predictor;
import org.stn4j.train.Evaluation;
import org.stn4j.train.EvaluationReport;
import org.stn4j.train.Examiner;
import org.stn4j.train.Findings;
import org.stn4j.train.Views;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a model on a data set. */
@Command(
        name = "evaluate",
        description = {
            "Measures a model on a data set: error, the figures of each class, what is taken for what, how far the"
                    + " probabilities can be relied on, and what the transformers are worth.",
            "The images are one fixed draw, the same for every model and on every machine."
        })
final class EvaluateCommand implements Callable<Integer> {
    private static final int GALLERY = 20;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelUse use;

    @Mixin
    private DataUse data;

    @Option(
            names = "--part",
            completionCandidates = Choices.OfParts.class,
            paramLabel = "PART",
            defaultValue = "test",
            description = "Which part of the data: test (default), validation or train.")
    private DataPart part;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for a report, tables, and the worst mistakes as pictures.")
    private Path out;

    @Option(
            names = "--mistakes",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many of the worst mistakes are drawn; 50 by default, at most "
                    + Evaluation.WORST_MISTAKES + ".")
    private int mistakes;

    @Option(
            names = "--robustness",
            description =
                    "Turn, move and scale some of the images too, and see what becomes of the answers; --out does.")
    private boolean robustness;

    @Option(
            names = "--robustness-images",
            paramLabel = "N",
            description = "How many images are turned, moved and scaled; by default up to 500, as many as take no long"
                    + " time. The more, the finer the figures.")
    private int robustnessImages;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (mistakes < 0 || mistakes > Evaluation.WORST_MISTAKES) {
            throw new IllegalArgumentException(
                    "--mistakes is from 0 to " + Evaluation.WORST_MISTAKES + ", not " + mistakes);
        }
        Model model = use.read();
        DataProgress progress = new DataProgress(spec.commandLine().getErr());
        DataSource source = data.source(model, progress);
        Distortion distortion = data.distortion(model);
        Dataset images = part.of(source.open(progress));
        Fitting.check(model, images, distortion);
        if (out != null) {
            // Before the work, not after it.
            Folders.create(out);
        }
        boolean thorough = robustness || robustnessImages > 0 || out != null;
        EvaluationReport report;
        try (Predictor predictor = use.open(model)) {
            Findings findings = new Examiner(images, distortion, use.device(), use.threads(), robustnessImages)
                    .examine(model, predictor, thorough ? Examiner.Depth.ROBUSTNESS : Examiner.Depth.TRANSFORMERS);
            report = report(
                    model, source + ", " + distortion.name(), findings, new Views(images, distortion), predictor);
        }
        if (out != null) {
            new EvaluationFiles(out, images).write(report);
        }
        print(report.findings(), images, source, distortion);
        return ExitCode.DONE;
    }

    private EvaluationReport report(Model model, String what, Findings findings, Views views, Predictor predictor) {
        List<Integer> wrong = findings.evaluation().mistakes().stream()
                .limit(mistakes)
                .map(Evaluation.Mistake::index)
                .toList();
        return new EvaluationReport(
                model,
                use.file().toString(),
                what + " (" + part.word() + " part)",
                part.images(),
                findings,
                out == null ? List.of() : views.of(predictor, views.spread(GALLERY)),
                out == null ? List.of() : views.of(predictor, wrong));
    }

    private void print(Findings findings, Dataset images, DataSource source, Distortion distortion) {
        PrintWriter writer = spec.commandLine().getOut();
        if (json) {
            writer.println(Json.text(EvaluationJson.of(
                    use.file().toString(), source.toString(), part.word(), distortion.name(), findings, images)));
            return;
        }
        writer.printf(
                Locale.ROOT, "%s on %s (%s part), distortion %s%n", use.file(), source, part.word(), distortion.name());
        writer.print(EvaluationText.of(findings, images));
        if (out != null) {
            writer.printf("%nreport  %s%n", out.resolve("report.html"));
        }
    }
}
