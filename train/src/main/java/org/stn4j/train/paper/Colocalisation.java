package org.stn4j.train.paper;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.stn4j.data.Placement;
import org.stn4j.data.Splits;
import org.stn4j.nn.Answer;
import org.stn4j.nn.Engine;
import org.stn4j.nn.Look;
import org.stn4j.nn.Model;
import org.stn4j.nn.Network;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.torch.learn.Predictor;
import org.stn4j.train.Course;
import org.stn4j.train.EpochMetrics;
import org.stn4j.train.Evaluator;
import org.stn4j.train.JobDescription;
import org.stn4j.train.Provenance;
import org.stn4j.train.report.Outline;
import org.stn4j.train.report.View;
import org.stn4j.warp.Planes;

/**
 * Finds the digit in scenes of one class, with no places to learn from; the figure is the share of those scenes in which it
 * was found.
 *
 * @param digit its class
 * @param placement how scenes are drawn
 * @param network the spatial transformer
 * @param recipe how it is trained
 * @param encoder how the encoder was trained before, on other digits
 */
record Colocalisation(int digit, Placement placement, Network network, Recipe recipe, Encoder encoder)
        implements Experiment {
    /** Images of a class (the paper's number). */
    static final int SCENES = 100;
    /** An overlap from which on the digit counts as found (the paper's). */
    private static final double FOUND = 0.5;

    private static final int BATCH = 250;
    private static final int SHOWN = 20;
    private static final ColocalisationLesson.Spread SPREAD = new ColocalisationLesson.Spread(0.3, 0.03);

    /**
     * How the encoder is trained.
     *
     * @param scenes what it learns from
     * @param recipe how
     */
    record Encoder(Placement scenes, Recipe recipe) {}

    @Override
    public PaperData.Source source() {
        return PaperData.Source.MNIST;
    }

    @Override
    public Optional<Measurement> run(Attempt attempt) throws IOException {
        Splits digits = attempt.data().open(source());
        DigitScenes scenes = DigitScenes.of(digits.validation(), digit, SCENES, placement, attempt.seed());
        DigitScenes unseen = DigitScenes.of(digits.test(), digit, digits.test().size(), placement, Evaluator.DRAW);
        Optional<Model> eyes = DigitEncoder.learned(encoder.scenes(), encoder.recipe(), attempt);
        if (eyes.isEmpty()) {
            return Optional.empty();
        }
        JobDescription description = new JobDescription(
                "scenes-of-" + digit + "-of-" + attempt.data().name(source()),
                placement.name(),
                network,
                Preprocessing.none(network.input().channels()),
                recipe.options(attempt.seed(), attempt.limits()));
        Provenance.Data data =
                new Provenance.Data(description.data(), placement.name(), scenes.size(), scenes.size(), unseen.size());
        Optional<Course.Result> taken = attempt.take(new Course(
                description,
                data,
                processors -> new ColocalisationLesson(description, scenes, eyes.get(), SPREAD),
                attempt.listener()));
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        Course.Result result = taken.get();
        Model model = new Model(network, List.of(), description.preprocessing(), Map.of(), result.weights());
        try (Predictor predictor = new Predictor(model, description.options().device())) {
            return Optional.of(measured(predictor, scenes, unseen, result));
        }
    }

    private Measurement measured(Engine localiser, DigitScenes scenes, DigitScenes unseen, Course.Result result) {
        double[] overlaps = overlaps(localiser, scenes);
        int found = found(overlaps);
        EpochMetrics best = result.best().orElseThrow();
        EpochMetrics last = result.history().get(result.history().size() - 1);
        int planned = recipe.options().length().epochs();
        Figures figures = new Figures(
                100.0 * found / overlaps.length,
                found,
                overlaps.length,
                100 * best.validationError(),
                best.epoch(),
                last.epoch(),
                planned,
                last.step() < (long) planned * ColocalisationLesson.STEPS,
                last.seconds());
        double[] others = overlaps(localiser, unseen);
        return new Measurement(
                figures,
                result.provenance(),
                List.of(
                        new SideFigure("mean overlap", 100 * mean(overlaps)),
                        new SideFigure(
                                "found in scenes of other digits of the class", 100.0 * found(others) / others.length),
                        new SideFigure("mean overlap there", 100 * mean(others))),
                views(localiser, scenes, overlaps));
    }

    private static int found(double[] overlaps) {
        return (int) Arrays.stream(overlaps).filter(overlap -> overlap > FOUND).count();
    }

    private static double mean(double[] overlaps) {
        return Arrays.stream(overlaps).average().orElseThrow();
    }

    /** What the window has in common with the digit's own place, in each scene. */
    private static double[] overlaps(Engine localiser, DigitScenes scenes) {
        double[] overlaps = new double[scenes.size()];
        int values = scenes.shape().values();
        float[] images = new float[BATCH * values];
        for (int first = 0; first < scenes.size(); first += BATCH) {
            int size = Math.min(BATCH, scenes.size() - first);
            for (int i = 0; i < size; i++) {
                scenes.read(first + i, images, i * values);
            }
            Look look = localiser.answer(images, size).looks().get(0);
            for (int i = 0; i < size; i++) {
                Box window = Box.around(Outline.of(look.warp(), look.theta(i, size)));
                overlaps[first + i] = window.overlap(scenes.place(first + i));
            }
        }
        return overlaps;
    }

    private List<View> views(Engine localiser, DigitScenes scenes, double[] overlaps) {
        int count = Math.min(SHOWN, scenes.size());
        float[] images = scenes.all();
        Answer answer = localiser.answer(images, count);
        Look look = answer.looks().get(0);
        int values = scenes.shape().values();
        return IntStream.range(0, count)
                .mapToObj(i -> new View(
                        new Planes(1, scenes.shape().size(), Arrays.copyOfRange(images, i * values, (i + 1) * values)),
                        List.of(new View.Look(
                                Optional.of(Outline.of(look.warp(), look.theta(i, count))),
                                new Planes(1, look.warp().geometry().output(), look.output(i, count)))),
                        scenes.origin(i),
                        "found",
                        overlaps[i] > FOUND ? "found" : "elsewhere",
                        overlaps[i]))
                .toList();
    }
}
