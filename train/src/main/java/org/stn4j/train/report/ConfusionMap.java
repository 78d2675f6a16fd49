package org.stn4j.train.report;

import java.util.List;
import java.util.Locale;
import org.stn4j.train.Evaluation;

/**
 * The confusion matrix of many classes as a map: a shade for each cell, blue for what is right and red for what is not,
 * the numbers where there is room for them, and everything in words under the pointer.
 */
final class ConfusionMap {
    /** Beside the names of the rows. */
    private static final int WIDTH_PIXELS = 800;

    private static final int LARGEST_CELL_PIXELS = 20;
    private static final int SMALLEST_CELL_PIXELS = 5;
    /** Below it no name can be read. */
    private static final int NAMED_CELL_PIXELS = 8;

    private static final int NUMBERED_CELL_PIXELS = 16;
    private static final int LARGEST_NUMBER = 99;

    private final Evaluation evaluation;
    private final List<String> labels;
    private final int cell;

    ConfusionMap(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.labels = evaluation.labels();
        this.cell = Math.max(SMALLEST_CELL_PIXELS, Math.min(LARGEST_CELL_PIXELS, WIDTH_PIXELS / labels.size()));
    }

    Markup markup() {
        Markup markup = new Markup()
                .open("div", "class", "scroll")
                .open("table", "class", named() ? "map" : "map unnamed", "style", "--cell: " + cell + "px");
        markup.open("thead").open("tr").element("th", named() ? "true ↓  taken for →" : "", "class", "corner");
        labels.forEach(label -> header(markup, label, "col"));
        markup.close().close().line().open("tbody");
        for (int row = 0; row < labels.size(); row++) {
            markup.open("tr");
            header(markup, labels.get(row), "row");
            row(markup, row);
            markup.close().line();
        }
        return markup.close().close().close();
    }

    private boolean named() {
        return cell >= NAMED_CELL_PIXELS;
    }

    private void header(Markup markup, String label, String scope) {
        markup.open("th", "scope", scope, "title", label)
                .element("span", named() ? label : "")
                .close();
    }

    private void row(Markup markup, int row) {
        List<Integer> counts = evaluation.confusion().get(row);
        int images = counts.stream().mapToInt(count -> count).sum();
        for (int column = 0; column < labels.size(); column++) {
            int count = counts.get(column);
            if (count == 0) {
                markup.open("td").close();
                continue;
            }
            double share = (double) count / images;
            boolean right = row == column;
            boolean numbered = !right && cell >= NUMBERED_CELL_PIXELS && count <= LARGEST_NUMBER;
            markup.element(
                    "td",
                    numbered ? "" + count : "",
                    "class",
                    right ? "right" : "error",
                    "style",
                    String.format(Locale.ROOT, "--strength: %.0f%%", right ? 70 * share : strength(share)),
                    "title",
                    String.format(
                            Locale.ROOT,
                            "%s taken for %s: %,d of %,d",
                            labels.get(row),
                            labels.get(column),
                            count,
                            images));
        }
    }

    /** The root lets a class's rare confusions show beside its frequent ones. */
    private static double strength(double share) {
        return 15 + 75 * Math.sqrt(share);
    }
}
