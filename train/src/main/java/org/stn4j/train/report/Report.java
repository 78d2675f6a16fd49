package org.stn4j.train.report;

import java.util.List;
import java.util.Optional;
import org.stn4j.train.EpochMetrics;
import org.stn4j.train.Findings;

/**
 * What the report of a run shows.
 *
 * @param title name of the run's network and data
 * @param subtitle one line about how the run went
 * @param notes warnings to be shown prominently, may be empty
 * @param headlines the large figures
 * @param history the epochs, for the curves
 * @param transformers names of the spatial transformers, in the order of the network
 * @param images what the images are called that the model was examined on, such as {@code test images}
 * @param findings what was found out on them, if it was
 * @param gallery some of them
 * @param mistakes those that were wrong with the highest confidence
 * @param tables settings and provenance
 */
public record Report(
        String title,
        String subtitle,
        List<String> notes,
        List<Headline> headlines,
        List<EpochMetrics> history,
        List<String> transformers,
        String images,
        Optional<Findings> findings,
        List<View> gallery,
        List<View> mistakes,
        List<Facts> tables) {
    public Report {
        notes = List.copyOf(notes);
        headlines = List.copyOf(headlines);
        history = List.copyOf(history);
        transformers = List.copyOf(transformers);
        gallery = List.copyOf(gallery);
        mistakes = List.copyOf(mistakes);
        tables = List.copyOf(tables);
    }

    /** The report as one HTML file. */
    public String html() {
        return new ReportPage(this).html();
    }
}
