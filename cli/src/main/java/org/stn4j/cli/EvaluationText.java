package org.stn4j.cli;

import java.util.List;
import java.util.Locale;
import org.stn4j.data.Dataset;
import org.stn4j.train.Evaluation;
import org.stn4j.train.Findings;
import org.stn4j.train.Robustness;

/** What was found out about a model, as text for people. */
final class EvaluationText {
    /** More classes than these have no matrix on a terminal; the report has it. */
    private static final int MOST_IN_A_MATRIX = 12;

    private static final int CONFUSIONS = 10;
    private static final int MISTAKES = 10;
    /** The angle, and the share of the sides, that are told in the one line about robustness. */
    private static final double TOLD_ANGLE = 90;

    private static final double TOLD_SHIFT = 0.2;

    private EvaluationText() {}

    /** Error, a table of the classes, the confusion, calibration, what the transformers are worth, the worst mistakes. */
    static String of(Findings findings, Dataset images) {
        Evaluation evaluation = findings.evaluation();
        StringBuilder text = new StringBuilder();
        line(
                text,
                "error %s (%,d of %,d), balanced %s, loss %.4f",
                percent(evaluation.errorRate()),
                evaluation.errors(),
                evaluation.examples(),
                percent(evaluation.balancedErrorRate()),
                evaluation.loss());
        line(text, "calibration error %s: %s", percent(evaluation.calibration().expectedError()), sureness(evaluation));
        for (Findings.Without without : findings.switchedOff()) {
            line(
                    text,
                    "with %s switched off: error %s",
                    without.transformers().size() == 1 ? without.transformers().get(0) : "all transformers",
                    percent(without.errorRate()));
        }
        findings.robustness().ifPresent(robustness -> robustness(robustness, text));
        classes(evaluation, text);
        confusions(evaluation, text);
        mistakes(evaluation, images, text);
        return text.toString();
    }

    private static String sureness(Evaluation evaluation) {
        double gap = evaluation.calibration().bins().stream()
                .filter(bin -> bin.images() > 0)
                .mapToDouble(bin -> bin.images() * bin.gap())
                .sum();
        return gap > 0 ? "surer of its answers than right" : "less sure of its answers than right";
    }

    private static void robustness(Robustness robustness, StringBuilder text) {
        line(
                text,
                "turned by %.0f degrees, %s are right; moved by %.0f %% of the side, %s",
                TOLD_ANGLE,
                percent(accuracy(robustness.angle(), TOLD_ANGLE)),
                100 * TOLD_SHIFT,
                percent(accuracy(robustness.shift(), TOLD_SHIFT)));
    }

    private static double accuracy(List<Robustness.Point> points, double strength) {
        return points.stream()
                .filter(point -> point.strength() == strength)
                .mapToDouble(point -> point.network().accuracy())
                .findFirst()
                .orElse(Double.NaN);
    }

    private static void classes(Evaluation evaluation, StringBuilder text) {
        boolean matrix = evaluation.labels().size() <= MOST_IN_A_MATRIX;
        int width = Math.max(
                5, evaluation.labels().stream().mapToInt(String::length).max().orElse(0));
        int cell = Math.max(width, Integer.toString(evaluation.examples()).length());
        line(text, "");
        String columns =
                String.format("%-" + width + "s  %8s  %9s  %9s  %9s", "class", "examples", "precision", "recall", "F1");
        line(text, "%s", matrix ? columns + "    answers" : columns);
        if (matrix) {
            text.append(" ".repeat(columns.length() + 4));
            evaluation.labels().forEach(label -> text.append(String.format("%" + (cell + 1) + "s", label)));
            text.append(System.lineSeparator());
        }
        for (int i = 0; i < evaluation.labels().size(); i++) {
            Evaluation.ClassFigures figures = evaluation.classes().get(i);
            text.append(String.format(
                    Locale.ROOT,
                    "%-" + width + "s  %,8d  %9s  %9s  %9s",
                    figures.label(),
                    figures.examples(),
                    percent(figures.precision()),
                    percent(figures.recall()),
                    percent(figures.f1())));
            if (matrix) {
                text.append("    ");
                for (int count : evaluation.confusion().get(i)) {
                    text.append(String.format("%" + (cell + 1) + "s", count == 0 ? "." : Integer.toString(count)));
                }
            }
            text.append(System.lineSeparator());
        }
    }

    private static void confusions(Evaluation evaluation, StringBuilder text) {
        List<Evaluation.Confusion> confusions = evaluation.confusions();
        if (confusions.isEmpty()) {
            return;
        }
        line(text, "");
        line(text, "most frequent confusions");
        for (Evaluation.Confusion confusion : confusions.subList(0, Math.min(CONFUSIONS, confusions.size()))) {
            line(
                    text,
                    "%,6d  %s taken for %s (%s of the class)",
                    confusion.count(),
                    confusion.label(),
                    confusion.predicted(),
                    percent(confusion.share()));
        }
    }

    private static void mistakes(Evaluation evaluation, Dataset images, StringBuilder text) {
        if (evaluation.mistakes().isEmpty()) {
            return;
        }
        line(text, "");
        line(text, "worst mistakes");
        for (Evaluation.Mistake mistake :
                evaluation.mistakes().stream().limit(MISTAKES).toList()) {
            line(
                    text,
                    "%9s  %s: %s taken for %s",
                    percent(mistake.confidence()),
                    images.origin(mistake.index()),
                    images.labels().get(mistake.label()),
                    images.labels().get(mistake.predicted()));
        }
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }

    static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
}
