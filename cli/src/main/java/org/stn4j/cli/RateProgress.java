package org.stn4j.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** Says on standard error how far work on pictures is, and how fast; silent where it takes no time. */
final class RateProgress {
    private static final double SECONDS_BETWEEN = 10;

    /** Fewer pictures say nothing of how many a minute there would be. */
    private static final int FEW = 20;

    private final PrintWriter err;
    private final int all;
    private long start;
    private int done;
    private double due = SECONDS_BETWEEN;

    RateProgress(PrintWriter err, int all) {
        this.err = err;
        this.all = all;
    }

    /** One more is done. */
    void add() {
        if (done == 0) {
            start = System.nanoTime();
        }
        done++;
        double seconds = seconds();
        if (seconds >= due) {
            due = seconds + SECONDS_BETWEEN;
            err.printf(Locale.ROOT, "%,d of %,d pictures%s%n", done, all, perMinute());
            err.flush();
        }
    }

    private double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** {@code ", 2,345 a minute"}, counted from the first one that was done; empty for a few. */
    String perMinute() {
        return done < FEW ? "" : String.format(Locale.ROOT, ", %,.0f a minute", 60 * (done - 1) / seconds());
    }
}
