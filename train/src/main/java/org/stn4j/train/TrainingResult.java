package org.stn4j.train;

import java.util.List;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param outcome how it ended
 * @param message one line about an end that was not planned, and what to do; empty otherwise
 * @param history the epochs; the last may be a part of one
 * @param best the epoch whose averaged weights are in the model file; empty if there is none
 * @param findings what was found out about that model on the test images; empty if there is no model, or it was not
 *     measured
 * @param directory where everything lies
 */
public record TrainingResult(
        Outcome outcome,
        String message,
        List<EpochMetrics> history,
        Optional<EpochMetrics> best,
        Optional<Findings> findings,
        RunDirectory directory) {
    public TrainingResult {
        history = List.copyOf(history);
    }

    /** Figures of the model on the test images; empty if it was not measured. */
    public Optional<Evaluation> test() {
        return findings.map(Findings::evaluation);
    }
}
