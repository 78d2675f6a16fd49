package org.stn4j.train.paper;

import java.util.List;
import org.stn4j.train.Provenance;
import org.stn4j.train.report.View;

/**
 * What came of one making of a cell.
 *
 * @param figures the figures
 * @param provenance where they come from
 * @param views test images, where the network looks and what it sees there; empty if it does not look
 */
public record Measurement(Figures figures, Provenance provenance, List<View> views) {
    public Measurement {
        views = List.copyOf(views);
    }
}
