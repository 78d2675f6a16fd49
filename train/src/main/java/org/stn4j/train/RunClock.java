package org.stn4j.train;

import java.util.function.LongSupplier;

/**
 * How far a run has come, in steps and in time.
 *
 * <p>Time that earlier sessions of a resumed run took counts; the pause between them does not.
 */
final class RunClock {
    /**
     * Share of the time limit by which time may be ahead of the steps without a say, where the number of epochs is given
     * too. The first steps are slow, and a run that is in time in the end shall be the same each time.
     */
    private static final double GRACE = 0.1;

    private final TrainingOptions.Length length;
    private final int stepsPerEpoch;
    private final LongSupplier nanoTime;
    private final double secondsBefore;
    private final long start;

    RunClock(TrainingOptions.Length length, int stepsPerEpoch, double secondsBefore, LongSupplier nanoTime) {
        this.length = length;
        this.stepsPerEpoch = stepsPerEpoch;
        this.nanoTime = nanoTime;
        this.secondsBefore = secondsBefore;
        this.start = nanoTime.getAsLong();
    }

    /** Seconds since the start of the run. */
    double seconds() {
        return secondsBefore + (nanoTime.getAsLong() - start) / 1e9;
    }

    /**
     * The share of the run that is over, by steps or by time, whichever is more; 1 and above is the end.
     *
     * @param steps steps made, and perhaps half of the one that is being made
     */
    double progress(double steps) {
        double bySteps = length.epochs() == 0 ? 0 : steps / ((double) length.epochs() * stepsPerEpoch);
        return Math.max(bySteps, byTime());
    }

    private double byTime() {
        if (length.minutes() == 0) {
            return 0;
        }
        double share = seconds() / (60 * length.minutes());
        return length.epochs() == 0 ? share : Math.max(0, (share - GRACE) / (1 - GRACE));
    }

    /** Whether the run is too slow for its epochs, so that the time limit decides. */
    boolean isLate(double steps) {
        return length.epochs() > 0 && byTime() > steps / ((double) length.epochs() * stepsPerEpoch);
    }

    /** Estimate of the seconds that are left after so many steps; NaN before the first. */
    double secondsLeft(long steps) {
        double progress = progress((double) steps);
        return progress <= 0 ? Double.NaN : Math.max(0, seconds() * (1 - progress) / progress);
    }
}
