package org.stn4j.train.paper;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.stn4j.data.Dataset;
import org.stn4j.data.Distortion;
import org.stn4j.data.Splits;
import org.stn4j.data.street.NumberLabels;
import org.stn4j.nn.Answer;
import org.stn4j.nn.Look;
import org.stn4j.nn.Model;
import org.stn4j.nn.Network;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.torch.learn.Predictor;
import org.stn4j.train.Course;
import org.stn4j.train.Evaluator;
import org.stn4j.train.JobDescription;
import org.stn4j.train.Provenance;
import org.stn4j.train.TrainingOptions;
import org.stn4j.train.report.Outline;
import org.stn4j.train.report.View;
import org.stn4j.warp.Planes;

/**
 * Reads numbers of several digits; the figure is the share of the test numbers in which any digit, or how many there are,
 * is read wrongly.
 *
 * @param pictures what is read
 * @param distortion how they are changed
 * @param plain the network without what the recipe adds
 * @param recipe how it is trained
 */
record StreetNumbers(Pictures pictures, Distortion distortion, Network plain, Recipe recipe) implements Experiment {
    private static final int SHOWN = 20;

    @Override
    public PaperData.Source source() {
        return pictures.source();
    }

    @Override
    public Network network() {
        return recipe.adapt(plain);
    }

    @Override
    public Optional<Measurement> run(Attempt attempt) throws IOException {
        Splits splits = pictures.open(attempt.data());
        TrainingOptions options = recipe.options(attempt.seed(), attempt.limits());
        JobDescription description = new JobDescription(
                pictures.name(attempt.data()), distortion.name(), network(), Preprocessing.none(3), options);
        Provenance.Data data = Provenance.Data.of(description.data(), distortion, splits);
        Optional<Course.Result> taken = attempt.take(new Course(
                description,
                data,
                processors -> new SequenceLesson(description, splits, distortion, processors),
                attempt.listener()));
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        Course.Result result = taken.get();
        Model model = new Model(network(), List.of(), description.preprocessing(), Map.of(), result.weights());
        try (Predictor predictor = new Predictor(model, options.device());
                SequenceMeter meter = new SequenceMeter(splits.test(), distortion, 1)) {
            SequenceMeter.Counts counts = meter.measure(predictor);
            Figures figures = Figures.of(
                    counts.wrong(),
                    counts.numbers(),
                    result.best().orElseThrow(),
                    result.history(),
                    recipe,
                    splits.train().size());
            return Optional.of(new Measurement(figures, result.provenance(), views(predictor, splits)));
        }
    }

    /** What the network is given, where its first layer looks, and what that one sees there. */
    private List<View> views(Predictor predictor, Splits splits) {
        int count = Math.min(SHOWN, splits.test().size());
        float[] images = Evaluator.draw(
                splits.test(), distortion, IntStream.range(0, count).boxed().toList());
        int values = images.length / count;
        Answer answer = predictor.answer(images, count);
        if (answer.looks().isEmpty()) {
            return List.of();
        }
        return IntStream.range(0, count)
                .mapToObj(i -> view(answer, i, Arrays.copyOfRange(images, i * values, (i + 1) * values), splits.test()))
                .toList();
    }

    private View view(Answer answer, int index, float[] image, Dataset numbers) {
        Look look = answer.looks().get(0);
        float[] theta = look.theta(index, answer.images());
        return new View(
                new Planes(3, plain.input().image(), image),
                List.of(new View.Look(
                        Optional.of(Outline.of(look.warp(), theta)),
                        new Planes(3, look.warp().geometry().output(), look.output(index, answer.images())))),
                numbers.origin(index),
                numbers.labels().get(numbers.label(index)),
                NumberLabels.number(SequenceMeter.best(answer.logits(), index)),
                SequenceMeter.certainty(answer.logits(), index));
    }
}
