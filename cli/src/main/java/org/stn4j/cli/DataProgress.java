package org.stn4j.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.stn4j.data.DataListener;

/** Says on standard error how the opening of data goes; silent where it takes no time. */
final class DataProgress implements DataListener {
    private static final double FIRST_SECONDS = 2;
    private static final double NEXT_SECONDS = 10;

    private final PrintWriter err;
    private final long start = System.nanoTime();
    private double due = FIRST_SECONDS;

    DataProgress(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void progress(int done, int all) {
        double seconds = (System.nanoTime() - start) / 1e9;
        if (seconds >= due) {
            due = seconds + NEXT_SECONDS;
            err.printf(Locale.ROOT, "decoding: %,d of %,d pictures; this is done once%n", done, all);
            err.flush();
        }
    }

    @Override
    public void note(String line) {
        err.println(line);
        err.flush();
    }
}
