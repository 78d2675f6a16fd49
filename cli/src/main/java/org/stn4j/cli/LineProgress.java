package org.stn4j.cli;

import java.io.PrintWriter;
import org.stn4j.train.EpochMetrics;
import org.stn4j.train.StepProgress;
import org.stn4j.train.TrainingListener;
import org.stn4j.train.TrainingPlan;

/** Progress as lines, for logs: one an epoch, and one every half a minute within long ones. */
final class LineProgress implements TrainingListener {
    private static final long NANOSECONDS_BETWEEN = 30_000_000_000L;

    private final PrintWriter err;
    private TrainingPlan plan;
    private long last;

    LineProgress(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void started(TrainingPlan started) {
        plan = started;
        last = System.nanoTime();
        err.println(ProgressText.plan(plan));
    }

    @Override
    public void step(StepProgress progress) {
        if (System.nanoTime() - last >= NANOSECONDS_BETWEEN) {
            last = System.nanoTime();
            err.println(ProgressText.step(progress, plan));
        }
    }

    @Override
    public void epoch(EpochMetrics metrics) {
        last = System.nanoTime();
        err.println(ProgressText.epoch(metrics, plan));
    }

    @Override
    public void warning(String message) {
        err.println("warning: " + message);
    }
}
