package org.stn4j.train.report;

import java.util.List;
import java.util.Locale;
import org.stn4j.train.Evaluation;

/** The confusion matrix as a table, with precision and recall at its sides; of very many classes as a map. */
final class ConfusionTable {
    private ConfusionTable() {}

    /** More classes than these stand closer together, their names upright. */
    private static final int MOST_WIDE = 15;

    /** Of more than these, a table of numbers cannot be taken in. */
    private static final int MOST_NUMBERS = 25;

    static Markup of(Evaluation evaluation) {
        List<String> labels = evaluation.labels();
        if (labels.size() > MOST_NUMBERS) {
            return new ConfusionMap(evaluation).markup();
        }
        boolean dense = labels.size() > MOST_WIDE;
        List<Evaluation.ClassFigures> classes = evaluation.classes();
        Markup markup = new Markup()
                .open("div", "class", "scroll")
                .open("table", "class", dense ? "confusion dense" : "confusion");
        markup.open("thead")
                .open("tr")
                .open("th", "class", "corner")
                .text("true ↓  taken for →")
                .close();
        labels.forEach(label ->
                markup.open("th", "scope", "col").element("span", label).close());
        markup.element("th", "recall", "class", "side").close().close().line().open("tbody");
        int mostErrors = mostErrors(evaluation);
        for (int row = 0; row < labels.size(); row++) {
            List<Integer> counts = evaluation.confusion().get(row);
            markup.open("tr").element("th", labels.get(row), "scope", "row");
            for (int column = 0; column < labels.size(); column++) {
                cell(markup, counts.get(column), row == column, mostErrors);
            }
            markup.element("td", percent(classes.get(row).recall()), "class", "side")
                    .close()
                    .line();
        }
        markup.close().open("tfoot").open("tr").element("th", "precision", "class", "side");
        classes.forEach(figures -> markup.element("td", percent(figures.precision()), "class", "side"));
        return markup.open("td").close().close().close().close().close();
    }

    /** What the table's figures or colours mean. */
    static String legend(Evaluation evaluation) {
        return evaluation.labels().size() > MOST_NUMBERS
                ? "the deeper the colour, the larger the share of the class: blue what was right, red what was not."
                : "recall and precision in %.";
    }

    private static void cell(Markup markup, int count, boolean right, int mostErrors) {
        if (right) {
            markup.element("td", "" + count, "class", "right");
        } else if (count == 0) {
            markup.element("td", "·", "class", "none");
        } else {
            // The root lets single errors show beside the frequent ones.
            double strength = 12 + 55 * Math.sqrt((double) count / mostErrors);
            markup.element(
                    "td",
                    "" + count,
                    "class",
                    "error",
                    "style",
                    String.format(Locale.ROOT, "--strength: %.0f%%", strength));
        }
    }

    private static int mostErrors(Evaluation evaluation) {
        int most = 1;
        for (int row = 0; row < evaluation.labels().size(); row++) {
            for (int column = 0; column < evaluation.labels().size(); column++) {
                if (row != column) {
                    most = Math.max(most, evaluation.confusion().get(row).get(column));
                }
            }
        }
        return most;
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
