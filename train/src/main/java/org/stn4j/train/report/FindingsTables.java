package org.stn4j.train.report;

import java.util.List;
import java.util.Locale;
import org.stn4j.train.Calibration;
import org.stn4j.train.Evaluation;
import org.stn4j.train.Findings;

/** The tables of what was found out about a model. */
final class FindingsTables {
    private static final int CONFUSIONS_SHOWN = 20;

    private FindingsTables() {}

    /** Precision, recall, F1 and support of each class. */
    static Markup classes(Evaluation evaluation) {
        Markup markup = table("class", "images", "precision", "recall", "F1");
        for (Evaluation.ClassFigures figures : evaluation.classes()) {
            row(
                    markup,
                    figures.label(),
                    grouped(figures.examples()),
                    percent(figures.precision()),
                    percent(figures.recall()),
                    percent(figures.f1()));
        }
        return markup.close().close().close();
    }

    /** The most frequent confusions of two classes. */
    static Markup confusions(Evaluation evaluation) {
        Markup markup = table("class", "taken for", "images", "of the class");
        evaluation.confusions().stream()
                .limit(CONFUSIONS_SHOWN)
                .forEach(confusion -> row(
                        markup,
                        confusion.label(),
                        confusion.predicted(),
                        grouped(confusion.count()),
                        percent(confusion.share())));
        return markup.close().close().close();
    }

    /** How sure and how right the images of each bin are; bins without images are left out. */
    static Markup calibration(Calibration calibration) {
        Markup markup = table("confidence", "images", "mean", "right", "too sure by");
        for (Calibration.Bin bin : calibration.bins()) {
            if (bin.images() > 0) {
                row(
                        markup,
                        String.format(Locale.ROOT, "%.0f–%.0f %%", 100 * bin.low(), 100 * bin.high()),
                        grouped(bin.images()),
                        percent(bin.confidence()),
                        percent(bin.accuracy()),
                        String.format(Locale.ROOT, "%+.1f", 100 * bin.gap()));
            }
        }
        return markup.close().close().close();
    }

    /** The errors with and without transformers. */
    static Markup switchedOff(Findings findings) {
        Markup markup = table("transformers switched off", "error", "loss");
        row(
                markup,
                "none",
                percent(findings.evaluation().errorRate()),
                String.format(Locale.ROOT, "%.4f", findings.evaluation().loss()));
        for (Findings.Without without : findings.switchedOff()) {
            row(
                    markup,
                    String.join(", ", without.transformers()),
                    percent(without.errorRate()),
                    String.format(Locale.ROOT, "%.4f", without.loss()));
        }
        return markup.close().close().close();
    }

    private static Markup table(String... columns) {
        Markup markup = new Markup().open("div", "class", "scroll").open("table", "class", "figures");
        markup.open("thead").open("tr");
        List.of(columns).forEach(column -> markup.element("th", column, "scope", "col"));
        return markup.close().close().line().open("tbody");
    }

    private static void row(Markup markup, String name, String... cells) {
        markup.open("tr").element("th", name, "scope", "row");
        List.of(cells).forEach(cell -> markup.element("td", cell));
        markup.close().line();
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
}
