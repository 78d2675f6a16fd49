package org.stn4j.train;

import java.util.function.LongSupplier;

/**
 * When a run is written down, so that little is lost where it is broken off: every so many steps, or by time.
 *
 * <p>By time, the first comes soon, so that a run that is broken off again and again gets on all the same; later half a
 * minute lies between two. Where writing takes long it is up to a minute, so that no more than about a twentieth of the
 * time goes into it. When a checkpoint is made changes nothing of what is learned.
 */
final class CheckpointRhythm {
    private static final double FIRST_SECONDS = 2;
    private static final double SECONDS = 30;
    private static final double MOST_SECONDS = 60;
    private static final double TIMES_THE_WRITING = 20;

    /** Steps that took less are repeated sooner than they are written. */
    private static final double WORTH_KEEPING_SECONDS = 5;

    private final int steps;
    private final LongSupplier nanoTime;
    private double usual = FIRST_SECONDS;
    private double between = FIRST_SECONDS;
    private long last;

    /**
     * A rhythm that starts now.
     *
     * @param steps steps between two checkpoints, 0 for a rhythm by time
     */
    CheckpointRhythm(int steps, LongSupplier nanoTime) {
        this.steps = steps;
        this.nanoTime = nanoTime;
        this.last = nanoTime.getAsLong();
    }

    /** Whether it is time for one, after so many steps in all. */
    boolean isDue(long step) {
        return steps > 0 ? step % steps == 0 : seconds(last) >= between;
    }

    /** Whether one is worth its while before something that takes long, such as a validation. */
    boolean isWorthwhile() {
        return seconds(last) >= WORTH_KEEPING_SECONDS;
    }

    /** A checkpoint was begun at some time and is written now. */
    void written(long begun) {
        usual = Math.min(SECONDS, 2 * usual);
        between = Math.max(usual, Math.min(MOST_SECONDS, TIMES_THE_WRITING * seconds(begun)));
        last = nanoTime.getAsLong();
    }

    private double seconds(long since) {
        return (nanoTime.getAsLong() - since) / 1e9;
    }
}
