package org.stn4j.train.paper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stn4j.data.Distortion;
import org.stn4j.data.ImageShape;
import org.stn4j.data.Placement;
import org.stn4j.data.Splits;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Model;
import org.stn4j.nn.Network;
import org.stn4j.nn.Parameters;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.Shape;
import org.stn4j.nn.TensorData;
import org.stn4j.train.Course;
import org.stn4j.train.JobDescription;
import org.stn4j.train.Lesson;
import org.stn4j.train.Provenance;
import org.stn4j.train.TrainingJob;

/**
 * What crops are compared by: all but the last layer of a small CNN that tells the classes of the training digits, and
 * windows at random places of cluttered scenes of them, from one another. It does not learn from the digits that are to be
 * found; which of its epochs is kept, those of validation decide, which they are of.
 */
final class DigitEncoder {
    private static final int FEATURES = 64;
    /** So that the features tell a digit from afar; nearer its middle they do not change. */
    private static final int REACH = 4;

    private DigitEncoder() {}

    /** The classifier that the encoder is a part of. */
    static Network classifier(ImageShape window, int classes) {
        return new Network(
                "digit or none",
                new Shape(window.channels(), window.height(), window.width()),
                List.of(
                        new Layer.Convolution(16, 5),
                        new Layer.MaxPool(2),
                        new Layer.Relu(),
                        new Layer.Convolution(32, 5),
                        new Layer.MaxPool(2),
                        new Layer.Relu(),
                        new Layer.Dense(FEATURES),
                        new Layer.Relu(),
                        new Layer.Dense(classes)));
    }

    /**
     * Learns to encode, beside the attempt's folder: all cells of a seed share one encoder.
     *
     * @return empty if it was asked to stop
     */
    static Optional<Model> learned(Placement scenes, Recipe recipe, Attempt attempt) throws IOException {
        Splits digits = attempt.data().open(PaperData.Source.MNIST);
        Splits windows = new Splits(
                new DigitsOrNone(digits.train()),
                new DigitsOrNone(digits.validation()),
                new DigitsOrNone(digits.test()));
        Distortion distortion = new SceneWindows(scenes, REACH);
        Network classifier =
                classifier(windows.train().shape(), windows.train().labels().size());
        JobDescription description = new JobDescription(
                "windows-of-" + attempt.data().name(PaperData.Source.MNIST),
                distortion.name(),
                classifier,
                Preprocessing.none(classifier.input().channels()),
                recipe.options(attempt.seed(), attempt.limits()));
        TrainingJob job = new TrainingJob(description, windows, distortion);
        Provenance.Data data = new Provenance.Data(
                description.data(),
                distortion.name(),
                windows.train().size(),
                windows.validation().size(),
                0);
        Path folder = attempt.folder().resolveSibling("encoder.seed-" + attempt.seed());
        Course course =
                new Course(description, data, processors -> Lesson.ofClasses(job, processors), attempt.listener());
        return attempt.in(folder).take(course).map(result -> withoutTheLastLayer(classifier, result.weights()));
    }

    private static Model withoutTheLastLayer(Network classifier, Map<String, TensorData> weights) {
        List<Layer> layers = classifier.layers();
        Network encoder = new Network("digit encoder", classifier.input(), layers.subList(0, layers.size() - 1));
        Map<String, TensorData> kept = new HashMap<>();
        Parameters.of(encoder).forEach(parameter -> kept.put(parameter.name(), weights.get(parameter.name())));
        return new Model(
                encoder, List.of(), Preprocessing.none(classifier.input().channels()), Map.of(), kept);
    }
}
