package org.stn4j.train.paper;

import java.util.List;
import org.stn4j.train.Provenance;
import org.stn4j.train.report.View;

/**
 * What came of one making of a cell.
 *
 * @param figures the figures
 * @param provenance where they come from
 * @param others what was measured beside them; mostly nothing
 * @param views test images, where the network looks and what it sees there; empty if it does not look
 */
public record Measurement(Figures figures, Provenance provenance, List<SideFigure> others, List<View> views) {
    public Measurement {
        others = List.copyOf(others);
        views = List.copyOf(views);
    }

    /** With nothing beside the figures. */
    public Measurement(Figures figures, Provenance provenance, List<View> views) {
        this(figures, provenance, List.of(), views);
    }
}
