package org.stn4j.cli;

import java.util.List;
import java.util.Map;
import org.stn4j.data.Dataset;
import org.stn4j.train.Calibration;
import org.stn4j.train.Evaluation;
import org.stn4j.train.Findings;
import org.stn4j.train.Robustness;

/** What {@code evaluate --json} prints; figures that do not exist are null. */
record EvaluationJson(
        String model,
        String data,
        String part,
        String distortion,
        int examples,
        int errors,
        double errorRate,
        double balancedErrorRate,
        Double meanF1,
        double loss,
        List<String> labels,
        List<ClassFigures> classes,
        List<List<Integer>> confusion,
        List<Evaluation.Confusion> confusions,
        CalibrationFigures calibration,
        List<Findings.Without> switchedOff,
        Robustness robustness,
        List<Mistake> mistakes) {

    private static final int MISTAKES = 50;

    record ClassFigures(String label, int examples, Double precision, Double recall, Double f1) {}

    record CalibrationFigures(double expectedError, double largestError, List<Bin> bins) {}

    record Bin(double low, double high, int images, Double confidence, Double accuracy) {}

    record Mistake(
            String file,
            int image,
            String label,
            String predicted,
            double probability,
            Map<String, Float> probabilities) {}

    static EvaluationJson of(
            String model, String data, String part, String distortion, Findings findings, Dataset images) {
        Evaluation evaluation = findings.evaluation();
        return new EvaluationJson(
                model,
                data,
                part,
                distortion,
                evaluation.examples(),
                evaluation.errors(),
                evaluation.errorRate(),
                evaluation.balancedErrorRate(),
                orNull(evaluation.meanF1()),
                evaluation.loss(),
                evaluation.labels(),
                evaluation.classes().stream().map(EvaluationJson::figures).toList(),
                evaluation.confusion(),
                evaluation.confusions(),
                figures(evaluation.calibration()),
                findings.switchedOff(),
                findings.robustness().orElse(null),
                evaluation.mistakes().stream()
                        .limit(MISTAKES)
                        .map(mistake -> mistake(mistake, images))
                        .toList());
    }

    private static ClassFigures figures(Evaluation.ClassFigures figures) {
        return new ClassFigures(
                figures.label(),
                figures.examples(),
                orNull(figures.precision()),
                orNull(figures.recall()),
                orNull(figures.f1()));
    }

    private static CalibrationFigures figures(Calibration calibration) {
        return new CalibrationFigures(
                calibration.expectedError(),
                calibration.largestError(),
                calibration.bins().stream()
                        .map(bin -> new Bin(
                                bin.low(), bin.high(), bin.images(), orNull(bin.confidence()), orNull(bin.accuracy())))
                        .toList());
    }

    private static Mistake mistake(Evaluation.Mistake mistake, Dataset images) {
        List<String> labels = images.labels();
        Map<String, Float> probabilities = new java.util.LinkedHashMap<>();
        for (int i = 0; i < labels.size(); i++) {
            probabilities.put(labels.get(i), mistake.probabilities().get(i));
        }
        return new Mistake(
                images.origin(mistake.index()),
                mistake.index(),
                labels.get(mistake.label()),
                labels.get(mistake.predicted()),
                mistake.confidence(),
                probabilities);
    }

    /** JSON has no NaN. */
    private static Double orNull(double share) {
        return Double.isNaN(share) ? null : share;
    }
}
