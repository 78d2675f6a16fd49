package org.stn4j.train;

/**
 * Told how a run goes, on the thread that trains; every method does nothing unless overridden.
 *
 * <p>A run calls {@link #started}, then {@link #step} after each step, {@link #epoch} after each epoch, {@link #warning}
 * in between, and {@link #finished} once at the end, however it ends.
 */
public interface TrainingListener {

    /** Ignores everything. */
    TrainingListener SILENT = new TrainingListener() {};

    /** The first step is about to be made. */
    default void started(TrainingPlan plan) {}

    /** A step was made. */
    default void step(StepProgress progress) {}

    /** An epoch has ended and was validated. */
    default void epoch(EpochMetrics metrics) {}

    /** Something is wrong that does not stop the run; one line that says what it is and what to do. */
    default void warning(String message) {}

    /** No further step will be made. */
    default void finished(Outcome outcome) {}
}
