package org.stn4j.train;

import java.util.ArrayList;
import java.util.List;
import org.stn4j.nn.Model;
import org.stn4j.train.report.Facts;
import org.stn4j.train.report.Headline;
import org.stn4j.train.report.Report;
import org.stn4j.train.report.View;

/**
 * The report of a model on a data set, as one HTML file.
 *
 * @param model what was examined
 * @param name where the model comes from
 * @param data the images, in words
 * @param images what they are called, such as {@code test images}
 * @param findings what was found out
 * @param gallery some of the images
 * @param mistakes the worst of those that were wrong
 */
public record EvaluationReport(
        Model model,
        String name,
        String data,
        String images,
        Findings findings,
        List<View> gallery,
        List<View> mistakes) {

    /** The page. */
    public String html() {
        return new Report(
                        model.network().name() + " on " + data,
                        name,
                        List.of(),
                        headlines("Error", findings),
                        List.of(),
                        SwitchedOff.transformers(model),
                        images,
                        java.util.Optional.of(findings),
                        gallery,
                        mistakes,
                        List.of(origin()))
                .html();
    }

    private Facts origin() {
        List<Facts.Fact> rows = new ArrayList<>();
        rows.add(new Facts.Fact("Model", name));
        rows.add(new Facts.Fact("Examined on", data));
        model.provenance().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(entry -> rows.add(new Facts.Fact(entry.getKey(), entry.getValue())));
        return new Facts("Model and data", rows);
    }

    /** The large figures. */
    static List<Headline> headlines(String error, Findings findings) {
        Evaluation evaluation = findings.evaluation();
        List<Headline> headlines = new ArrayList<>();
        headlines.add(new Headline(
                error,
                RunReport.percent(evaluation.errorRate()),
                RunReport.grouped(evaluation.errors()) + " of " + RunReport.grouped(evaluation.examples())));
        headlines.add(
                new Headline("Balanced error", RunReport.percent(evaluation.balancedErrorRate()), "all classes alike"));
        if (!findings.switchedOff().isEmpty()) {
            Findings.Without without =
                    findings.switchedOff().get(findings.switchedOff().size() - 1);
            headlines.add(new Headline(
                    "Without transformer",
                    RunReport.percent(without.errorRate()),
                    without.transformers().size() > 1 ? "all switched off" : "switched off"));
        }
        return headlines;
    }
}
