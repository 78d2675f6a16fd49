package org.stn4j.cli;

import java.util.List;
import java.util.Locale;
import org.stn4j.train.Evaluation;

/** An evaluation as text for people. */
final class EvaluationText {
    private EvaluationText() {}

    /** Error rate, a table of the classes, and the confusion by true class (rows) and answer (columns). */
    static String of(Evaluation evaluation) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "error %s (%,d of %,d), loss %.4f%n",
                percent(evaluation.errorRate()),
                evaluation.errors(),
                evaluation.examples(),
                evaluation.loss()));
        int width = Math.max(
                5, evaluation.labels().stream().mapToInt(String::length).max().orElse(0));
        int cell = Math.max(width, Integer.toString(evaluation.examples()).length());
        text.append(String.format(
                "%n%-" + width + "s  %8s  %9s  %9s    answers%n", "class", "examples", "precision", "recall"));
        text.append(" ".repeat(width + 36));
        evaluation.labels().forEach(label -> text.append(String.format("%" + (cell + 1) + "s", label)));
        text.append(System.lineSeparator());
        for (int i = 0; i < evaluation.labels().size(); i++) {
            Evaluation.ClassFigures figures = evaluation.classes().get(i);
            text.append(String.format(
                    Locale.ROOT,
                    "%-" + width + "s  %,8d  %9s  %9s    ",
                    figures.label(),
                    figures.examples(),
                    percent(figures.precision()),
                    percent(figures.recall())));
            row(evaluation.confusion().get(i), cell, text);
        }
        return text.toString();
    }

    private static void row(List<Integer> counts, int cell, StringBuilder text) {
        for (int count : counts) {
            text.append(String.format("%" + (cell + 1) + "s", count == 0 ? "." : Integer.toString(count)));
        }
        text.append(System.lineSeparator());
    }

    static String percent(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
}
