package org.stn4j.cli;

import java.io.PrintWriter;
import org.stn4j.train.TrainingListener;

/** What the commands that train say meanwhile. */
final class TrainingProgress {
    /** What is said where training is asked to stop; see {@link Interrupt#await}. */
    static final String STOPPING = "stopping; what was learned so far is being measured and written ...";

    private TrainingProgress() {}

    /** A bar where there is a terminal to draw it on, lines otherwise. */
    static TrainingListener on(PrintWriter err) {
        return Terminal.isInteractive() ? new BarProgress(err, Terminal.columns()) : new LineProgress(err);
    }
}
