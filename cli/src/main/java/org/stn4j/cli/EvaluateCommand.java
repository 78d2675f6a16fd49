package org.stn4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.stn4j.data.DataSource;
import org.stn4j.data.Dataset;
import org.stn4j.data.Distortion;
import org.stn4j.nn.Model;
import org.stn4j.nn.torch.learn.Predictor;
import org.stn4j.train.Evaluation;
import org.stn4j.train.Evaluator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a model on a data set. */
@Command(
        name = "evaluate",
        description = {
            "Measures a model on a data set: error, confusion, and the figures of each class.",
            "The images are one fixed draw, the same for every model and on every machine."
        })
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelUse use;

    @Mixin
    private DataUse data;

    @Option(
            names = "--part",
            paramLabel = "PART",
            defaultValue = "test",
            description = "Which part of the data: test (default), validation or train.")
    private DataPart part;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    /** What {@code --json} prints. */
    private record Result(
            String model,
            String data,
            String part,
            String distortion,
            int examples,
            int errors,
            double errorRate,
            double loss,
            List<String> labels,
            List<Map<String, Object>> classes,
            List<List<Integer>> confusion) {}

    @Override
    public Integer call() throws IOException {
        Model model = use.read();
        DataSource source = data.source(model);
        Distortion distortion = data.distortion(model);
        Dataset images = part.of(source.open());
        Fitting.check(model, images, distortion);
        Evaluation evaluation;
        try (Predictor predictor = use.open(model);
                Evaluator evaluator = new Evaluator(images, distortion, use.threads())) {
            evaluation = evaluator.evaluate(predictor);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(new Result(
                    use.file().toString(),
                    source.toString(),
                    part.word(),
                    distortion.name(),
                    evaluation.examples(),
                    evaluation.errors(),
                    evaluation.errorRate(),
                    evaluation.loss(),
                    evaluation.labels(),
                    classes(evaluation),
                    evaluation.confusion())));
        } else {
            out.printf(
                    Locale.ROOT,
                    "%s on %s (%s part), distortion %s%n",
                    use.file(),
                    source,
                    part.word(),
                    distortion.name());
            out.print(EvaluationText.of(evaluation));
        }
        return ExitCode.DONE;
    }

    private static List<Map<String, Object>> classes(Evaluation evaluation) {
        List<Map<String, Object>> classes = new ArrayList<>();
        for (Evaluation.ClassFigures figures : evaluation.classes()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("label", figures.label());
            entry.put("examples", figures.examples());
            entry.put("precision", orNull(figures.precision()));
            entry.put("recall", orNull(figures.recall()));
            classes.add(entry);
        }
        return classes;
    }

    /** JSON has no NaN. */
    private static Double orNull(double share) {
        return Double.isNaN(share) ? null : share;
    }
}
