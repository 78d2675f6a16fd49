package org.stn4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.stn4j.data.picture.PictureFile;
import org.stn4j.data.picture.PictureInput;
import org.stn4j.nn.Answer;
import org.stn4j.nn.Engine;
import org.stn4j.nn.Look;
import org.stn4j.nn.ModelCard;
import org.stn4j.train.Scores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Says what pictures show. */
@Command(
        name = "predict",
        description = {
            "Says what pictures show: label, probability, and where the network looked (theta).",
            "A picture is scaled to fit the network's input and put in its middle."
        })
final class PredictCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Stn4jCommand parent;

    @Mixin
    private ModelUse use;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "IMAGE",
            description = "Picture files, or folders of them.")
    private List<Path> images;

    @Mixin
    private PictureOptions options;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    /** What {@code --json} prints for each picture. */
    private record Prediction(
            String image,
            String label,
            float probability,
            Map<String, Float> probabilities,
            List<Transformed> transformers) {}

    /** What one transformer of the network did. */
    private record Transformed(String path, String transform, float[] theta) {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Prediction> predictions = new ArrayList<>();
        boolean failed = false;
        try (OpenModel model = use.open()) {
            PictureInput input = options.input(model.card().network());
            PictureList pictures = PictureList.of(images);
            Engine engine = model.engine();
            for (PictureList.Entry picture : pictures.entries()) {
                try {
                    float[] image = input.of(PictureFile.read(picture.file()));
                    Prediction prediction = prediction(picture, model.card(), engine.answer(image, 1));
                    predictions.add(prediction);
                    if (!json) {
                        out.println(line(prediction));
                        // Whoever reads along sees it now, and not when there is nothing left to do.
                        out.flush();
                    }
                } catch (IOException e) {
                    new ErrorLines(parent).print(spec.commandLine().getErr(), spec.qualifiedName(), e.getMessage(), e);
                    failed = true;
                }
            }
        }
        if (json) {
            out.println(Json.text(predictions));
        }
        return failed ? ExitCode.FAILED : ExitCode.DONE;
    }

    private static Prediction prediction(PictureList.Entry picture, ModelCard model, Answer answer) {
        int classes = model.network().output().values();
        float[] probabilities = Scores.probabilities(answer.logits(), 0, classes);
        Map<String, Float> byLabel = new LinkedHashMap<>();
        for (int i = 0; i < classes; i++) {
            byLabel.put(model.label(i), probabilities[i]);
        }
        int best = Scores.best(answer.logits(), 0, classes);
        List<Transformed> transformers = new ArrayList<>();
        for (Look look : answer.looks()) {
            transformers.add(
                    new Transformed(look.path(), look.warp().transform().name(), look.theta(0, 1)));
        }
        return new Prediction(picture.file().toString(), model.label(best), probabilities[best], byLabel, transformers);
    }

    private static String line(Prediction prediction) {
        StringBuilder text = new StringBuilder(prediction.image() + "  " + prediction.label() + "  "
                + EvaluationText.percent(prediction.probability()));
        for (Transformed transformer : prediction.transformers()) {
            text.append("  ").append(transformer.transform()).append(" [");
            for (int i = 0; i < transformer.theta().length; i++) {
                text.append(i == 0 ? "" : " ")
                        .append(String.format(Locale.ROOT, "%.4f", transformer.theta()[i]));
            }
            text.append(']');
        }
        return text.toString();
    }
}
