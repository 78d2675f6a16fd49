package org.stn4j.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stn4j.data.Dataset;
import org.stn4j.data.Distortion;
import org.stn4j.nn.Model;
import org.stn4j.nn.torch.learn.Predictor;

/**
 * Finds out what a model has learned, on one fixed draw of the images of a data set.
 *
 * @param data the images
 * @param distortion what changes them
 * @param device as {@link org.stn4j.nn.torch.Torch#device} reads it
 * @param threads threads that prepare images, at least 1
 * @param robustnessImages how many images are turned, moved and scaled, 0 for as many as nobody has to wait long for; no
 *     more than there are
 */
public record Examiner(Dataset data, Distortion distortion, String device, int threads, int robustnessImages) {

    public Examiner {
        if (robustnessImages < 0) {
            throw new IllegalArgumentException(
                    "robustness is measured on 1 image or more, or 0 for a usual number, not " + robustnessImages);
        }
    }

    /** With a usual number of images to be turned, moved and scaled. */
    public Examiner(Dataset data, Distortion distortion, String device, int threads) {
        this(data, distortion, device, threads, 0);
    }

    /** How thoroughly is looked. */
    public enum Depth {
        /** Figures of the model as it is. */
        FIGURES,
        /** And without its transformers. */
        TRANSFORMERS,
        /** And on pictures that are turned, moved and scaled. */
        ROBUSTNESS
    }

    /**
     * Examines a model.
     *
     * @param network the model, ready for use
     * @throws IllegalArgumentException if so many images cannot be held in memory to be turned, moved and scaled
     */
    public Findings examine(Model model, Predictor network, Depth depth) {
        // What is impossible is said before the work, not after it.
        int images = robustnessImages == 0
                ? RobustnessMeter.usualImages(model.network())
                : RobustnessMeter.possibleImages(model.network(), robustnessImages);
        try (Evaluator evaluator = new Evaluator(data, distortion, threads)) {
            Evaluation evaluation = evaluator.evaluate(network);
            List<Findings.Without> without = new ArrayList<>();
            List<String> transformers = SwitchedOff.transformers(model);
            if (depth != Depth.FIGURES) {
                for (List<String> off : choices(transformers)) {
                    without.add(without(model, off, evaluator));
                }
            }
            return new Findings(
                    evaluation,
                    without,
                    depth == Depth.ROBUSTNESS
                            ? Optional.of(robustness(model, network, transformers, images))
                            : Optional.empty());
        }
    }

    private static List<List<String>> choices(List<String> transformers) {
        List<List<String>> choices = new ArrayList<>();
        transformers.forEach(one -> choices.add(List.of(one)));
        if (transformers.size() > 1) {
            choices.add(transformers);
        }
        return choices;
    }

    private Findings.Without without(Model model, List<String> off, Evaluator evaluator) {
        try (Predictor network = new Predictor(SwitchedOff.of(model, off), device)) {
            Evaluation evaluation = evaluator.evaluate(network);
            return new Findings.Without(off, evaluation.errorRate(), evaluation.loss());
        }
    }

    private Robustness robustness(Model model, Predictor network, List<String> transformers, int images) {
        RobustnessMeter meter = new RobustnessMeter(data, distortion, images);
        if (transformers.isEmpty()) {
            return meter.measure(network, null);
        }
        try (Predictor off = new Predictor(SwitchedOff.of(model, transformers), device)) {
            return meter.measure(network, off);
        }
    }
}
