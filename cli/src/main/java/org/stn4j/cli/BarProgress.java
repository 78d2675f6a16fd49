package org.stn4j.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.stn4j.train.EpochMetrics;
import org.stn4j.train.Outcome;
import org.stn4j.train.StepProgress;
import org.stn4j.train.TrainingListener;
import org.stn4j.train.TrainingPlan;

/** Progress on a terminal: a bar for the current epoch, below one line for each that is done. */
final class BarProgress implements TrainingListener {
    private static final int REDRAW_MILLISECONDS = 250;
    private static final String CLEAR_TO_THE_END = "\033[K";

    private final PrintWriter err;
    private TrainingPlan plan;
    private ProgressBar bar;

    BarProgress(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void started(TrainingPlan started) {
        plan = started;
        err.println(ProgressText.plan(plan));
    }

    @Override
    public void step(StepProgress progress) {
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName("epoch " + ProgressText.number(progress.epoch(), plan))
                    .setInitialMax(plan.stepsPerEpoch())
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(REDRAW_MILLISECONDS)
                    .hideEta()
                    .setConsumer(new Line(err, Terminal.columns()))
                    .build();
        }
        bar.setExtraMessage(ProgressText.besideBar(progress));
        bar.stepTo(progress.stepInEpoch());
    }

    @Override
    public void epoch(EpochMetrics metrics) {
        endBar();
        err.println(ProgressText.epoch(metrics, plan));
    }

    @Override
    public void warning(String message) {
        endBar();
        err.println("warning: " + message);
    }

    @Override
    public void finished(Outcome outcome) {
        endBar();
    }

    private void endBar() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    /** The terminal's last line, drawn again and again, and cleared in the end. */
    private record Line(PrintWriter err, int columns) implements ProgressBarConsumer {

        @Override
        public int getMaxRenderedLength() {
            // A full last column would break the line on some terminals.
            return columns - 1;
        }

        @Override
        public void accept(String rendered) {
            // A shorter line than before leaves nothing of that one behind.
            err.print('\r' + rendered + CLEAR_TO_THE_END);
            err.flush();
        }

        @Override
        public void close() {
            err.print('\r' + CLEAR_TO_THE_END);
            err.flush();
        }
    }
}
