package org.stn4j.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.stn4j.train.EpochMetrics;
import org.stn4j.train.Outcome;
import org.stn4j.train.StepProgress;
import org.stn4j.train.TrainingListener;
import org.stn4j.train.TrainingPlan;

/** Progress on a terminal: a bar for the current epoch, above it one line for each that is done. */
final class BarProgress implements TrainingListener {
    private static final long NANOSECONDS_BETWEEN = 100_000_000;
    private static final int SHORTEST_BAR = 5;
    private static final int LONGEST_BAR = 40;
    private static final String CLEAR_TO_THE_END = "\033[K";

    private final PrintWriter err;
    private final int columns;
    private TrainingPlan plan;
    private boolean drawn;
    private long last;

    /**
     * A bar.
     *
     * @param err the terminal
     * @param columns how many characters fit on its lines
     */
    BarProgress(PrintWriter err, int columns) {
        this.err = err;
        this.columns = columns;
    }

    @Override
    public void started(TrainingPlan started) {
        plan = started;
        err.println(ProgressText.plan(plan));
        err.flush();
    }

    @Override
    public void step(StepProgress progress) {
        long now = System.nanoTime();
        if (drawn && now - last < NANOSECONDS_BETWEEN) {
            return;
        }
        last = now;
        drawn = true;
        // A shorter line than before leaves nothing of that one behind.
        err.print('\r' + line(progress) + CLEAR_TO_THE_END);
        err.flush();
    }

    /** {@code epoch 3/10  37 % [=====>    ] loss 0.123, …}, without the bar where there is no room for it. */
    private String line(StepProgress progress) {
        double share = (double) progress.stepInEpoch() / plan.stepsPerEpoch();
        String before = String.format(
                Locale.ROOT, "epoch %s %3.0f %% ", ProgressText.number(progress.epoch(), plan), 100 * share);
        String after = ProgressText.besideBar(progress);
        // A full last column would break the line on some terminals.
        int free = columns - 1 - before.length() - after.length();
        int bar = Math.min(LONGEST_BAR, free - "[] ".length());
        if (bar < SHORTEST_BAR) {
            String line = before + after;
            return line.substring(0, Math.min(line.length(), columns - 1));
        }
        int done = (int) Math.round(bar * share);
        return before + "[" + "=".repeat(done) + " ".repeat(bar - done) + "] " + after;
    }

    @Override
    public void epoch(EpochMetrics metrics) {
        print(ProgressText.epoch(metrics, plan));
    }

    @Override
    public void warning(String message) {
        print("warning: " + message);
    }

    private void print(String line) {
        clear();
        err.println(line);
        err.flush();
    }

    @Override
    public void finished(Outcome outcome) {
        clear();
        err.flush();
    }

    private void clear() {
        if (drawn) {
            err.print('\r' + CLEAR_TO_THE_END);
            drawn = false;
        }
    }
}
