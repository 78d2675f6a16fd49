package org.stn4j.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures contenders in turns, in one process.
 *
 * <p>In turns, because machines drift: what slows one round down slows both. A pause before each turn lets the other's
 * threads fall asleep; libtorch's workers spin for a while after their last operator, and would take the processors from
 * whoever comes next.
 */
final class SideBySide {
    private static final long PAUSE_MILLIS = 15;

    /** A turn that is less than 3 % faster than the best before is no progress; so many of them end the warm-up. */
    private static final double LITTLE_FASTER = 0.97;

    private static final int STEADY_TURNS = 5;

    /** For machines that never come to rest. */
    private static final double MOST_WARM_UP_SECONDS = 10;

    private final int rounds;
    private final double secondsPerTurn;

    SideBySide(int rounds, double secondsPerTurn) {
        this.rounds = rounds;
        this.secondsPerTurn = secondsPerTurn;
    }

    /** Median and quartiles of the time of one run, in seconds, over the rounds. */
    record Timing(double median, double lowerQuartile, double upperQuartile) {
        static Timing of(double[] times) {
            double[] sorted = times.clone();
            Arrays.sort(sorted);
            return new Timing(quantile(sorted, 0.5), quantile(sorted, 0.25), quantile(sorted, 0.75));
        }

        private static double quantile(double[] sorted, double share) {
            double place = share * (sorted.length - 1);
            int below = (int) place;
            int above = Math.min(below + 1, sorted.length - 1);
            return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
        }
    }

    /** The timings of some contenders, in their order. */
    List<Timing> measure(List<? extends Contender> contenders) {
        long[] runs = contenders.stream().mapToLong(this::warmUp).toArray();
        double[][] times = new double[runs.length][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < runs.length; i++) {
                times[i][round] = turn(contenders.get(i), runs[i]);
            }
        }
        return Stream.of(times).map(Timing::of).toList();
    }

    /**
     * Runs until it gets no faster, and returns how many runs fill a turn. Code on the Vector API runs up to a hundred
     * times slower until the last of its loops is compiled, a second or more after the start.
     */
    private long warmUp(Contender contender) {
        long runs = 1;
        double best = Double.POSITIVE_INFINITY;
        int steady = 0;
        for (long start = System.nanoTime(); steady < STEADY_TURNS && secondsSince(start) < MOST_WARM_UP_SECONDS; ) {
            double seconds = turn(contender, runs);
            steady = seconds < LITTLE_FASTER * best ? 0 : steady + 1;
            best = Math.min(best, seconds);
            runs = Math.max(1, Math.round(secondsPerTurn / seconds));
        }
        return runs;
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static double turn(Contender contender, long runs) {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        contender.run();
        long start = System.nanoTime();
        for (long i = 0; i < runs; i++) {
            contender.run();
        }
        return (System.nanoTime() - start) / 1e9 / runs;
    }
}
