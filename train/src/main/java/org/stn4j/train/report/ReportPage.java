package org.stn4j.train.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.stn4j.train.Calibration;
import org.stn4j.train.Evaluation;
import org.stn4j.train.Findings;
import org.stn4j.train.Robustness;

/** Lays out a {@link Report} as one HTML file. */
final class ReportPage {
    private final Report report;
    private final Markup markup = new Markup();

    ReportPage(Report report) {
        this.report = report;
    }

    String html() {
        markup.open("html", "lang", "en").line();
        head();
        markup.open("body").line().open("main").line();
        header();
        if (!report.history().isEmpty()) {
            section(
                    "Curves",
                    "Training: while learning, on newly distorted images. Validation: the averaged weights, on one fixed draw.");
            markup.open("div", "class", "charts").line();
            new Curves(report.history())
                    .charts(report.transformers())
                    .forEach(chart -> markup.add(chart.svg()).line());
            markup.close().close().line();
        }
        gallery();
        report.findings().ifPresent(this::findings);
        if (!report.mistakes().isEmpty()) {
            section("Worst mistakes", "The wrong " + report.images() + " with the highest confidence.");
            markup.add(Gallery.of(report.mistakes(), true)).close().line();
        }
        tables();
        return "<!DOCTYPE html>\n" + markup.close().close().close() + "\n";
    }

    private void head() {
        markup.open("head")
                .leaf("meta", "charset", "utf-8")
                .leaf("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .leaf("meta", "name", "color-scheme", "content", "light dark")
                .element("title", report.title())
                .style(styleSheet())
                .close()
                .line();
    }

    private void header() {
        markup.open("header").element("h1", report.title()).element("p", report.subtitle(), "class", "subtitle");
        for (String note : report.notes()) {
            markup.element("p", note, "class", "note");
        }
        markup.open("dl", "class", "headlines");
        for (Headline headline : report.headlines()) {
            markup.open("div")
                    .element("dt", headline.name())
                    .element("dd", headline.value(), "class", "value")
                    .element("dd", headline.note(), "class", "muted")
                    .close();
        }
        markup.close().close().line();
    }

    private void gallery() {
        if (report.gallery().isEmpty()) {
            return;
        }
        section(
                "Where it looks",
                report.transformers().isEmpty()
                        ? imagesFirst() + " and what they were taken for."
                        : "Left the input with the frame that the transformer looks through, its upper edge drawn thick;"
                                + " right what the layers behind it are given.");
        markup.add(Gallery.of(report.gallery(), false)).close().line();
    }

    private void findings(Findings findings) {
        Evaluation evaluation = findings.evaluation();
        section(
                "Classes",
                "Of the " + report.images()
                        + ". Precision: of those taken for the class, how many are of it. Recall: of"
                        + " those of the class, how many were taken for it.");
        markup.add(FindingsTables.classes(evaluation)).close().line();
        section(
                "Confusion",
                imagesFirst() + " by their true class and what they were taken for; "
                        + ConfusionTable.legend(evaluation));
        markup.add(ConfusionTable.of(evaluation));
        if (evaluation.errors() > 0) {
            markup.element("h3", "The most frequent confusions").add(FindingsTables.confusions(evaluation));
        }
        markup.close().line();
        calibration(evaluation.calibration());
        if (!findings.switchedOff().isEmpty()) {
            section(
                    "What the transformer is worth",
                    "The same weights with transformers that look straight at their input"
                            + " instead. The other layers learned from what the transformers show; a network that was trained"
                            + " without would do better than this one does then.");
            markup.add(FindingsTables.switchedOff(findings)).close().line();
        }
        findings.robustness().ifPresent(this::robustness);
    }

    private void calibration(Calibration calibration) {
        section(
                "Calibration",
                String.format(
                        Locale.ROOT,
                        "How sure the model is of its answers, and how right. Expected calibration error: %.2f %%, largest of a bin:"
                                + " %.1f %%.",
                        100 * calibration.expectedError(),
                        100 * calibration.largestError()));
        markup.open("div", "class", "charts").line();
        markup.add(FindingsCharts.reliability(calibration).svg()).line();
        markup.add(FindingsTables.calibration(calibration)).close().close().line();
    }

    private void robustness(Robustness robustness) {
        section(
                "Robustness",
                String.format(
                        Locale.ROOT,
                        "%,d %s, turned, moved and scaled once more: how many are still right, and how many are taken for"
                                + " the same as before.",
                        robustness.images(),
                        report.images()));
        markup.open("div", "class", "charts").line();
        FindingsCharts.robustness(robustness)
                .forEach(chart -> markup.add(chart.svg()).line());
        markup.close().close().line();
    }

    /** What the images are called, at the beginning of a sentence. */
    private String imagesFirst() {
        return report.images().substring(0, 1).toUpperCase(Locale.ROOT)
                + report.images().substring(1);
    }

    private void tables() {
        section("Settings and provenance", "");
        markup.open("div", "class", "tables").line();
        for (Facts facts : report.tables()) {
            markup.open("div", "class", "facts-card")
                    .open("table", "class", "facts")
                    .element("caption", facts.title())
                    .open("tbody");
            for (Facts.Fact fact : facts.rows()) {
                markup.open("tr")
                        .element("th", fact.name(), "scope", "row")
                        .element("td", fact.value())
                        .close();
            }
            markup.close().close().close().line();
        }
        markup.close().close().line();
    }

    /** Starts a section; the caller closes it. */
    private void section(String title, String explanation) {
        markup.open("section").element("h2", title);
        if (!explanation.isEmpty()) {
            markup.element("p", explanation, "class", "muted");
        }
        markup.line();
    }

    private static String styleSheet() {
        try (InputStream in = ReportPage.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
