package org.stn4j.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Watches how much of what each transformer looks at lies outside its image, and warns, once each, of one that is
 * running away: it sees only padding then, and nothing draws it back.
 */
final class OutsideWatch {
    /** Weight of the newest measurement in the running mean: one bad batch is no reason to warn. */
    private static final double NEWEST = 0.1;

    private final List<String> transformers;
    private final TrainingOptions options;
    private final double[] running;
    private final double[] latest;
    private final double[] epochSums;
    private final boolean[] warned;
    private int epochCount;

    OutsideWatch(List<String> transformers, TrainingOptions options) {
        this.transformers = List.copyOf(transformers);
        this.options = options;
        this.running = new double[transformers.size()];
        this.latest = new double[transformers.size()];
        this.epochSums = new double[transformers.size()];
        this.warned = new boolean[transformers.size()];
    }

    /** Takes in the shares of a step, and returns the warnings that they give rise to. */
    List<String> measure(double[] shares) {
        List<String> warnings = new ArrayList<>();
        epochCount++;
        for (int i = 0; i < shares.length; i++) {
            latest[i] = shares[i];
            epochSums[i] += shares[i];
            running[i] += NEWEST * (shares[i] - running[i]);
            if (running[i] > options.outsideWarning() && !warned[i]) {
                warned[i] = true;
                warnings.add(text(i));
            }
        }
        return warnings;
    }

    private String text(int transformer) {
        return String.format(
                Locale.ROOT,
                "transformer %s looks outside its image with %.0f %% of its samples and may be running away; "
                        + "raise the penalty on that (--outside-penalty, now %s), or lower the rate of its localisation "
                        + "network (--localisation-lr-scale, now %s)",
                transformers.get(transformer),
                100 * running[transformer],
                options.learning().outsidePenalty(),
                options.learning().localisationScale());
    }

    /** A sentence about the transformers that look outside too much now, for the report. */
    Optional<String> note() {
        for (int i = 0; i < running.length; i++) {
            if (running[i] > options.outsideWarning()) {
                return Optional.of(text(i));
            }
        }
        return Optional.empty();
    }

    /** The newest shares. */
    List<Double> latest() {
        return Arrays.stream(latest).boxed().toList();
    }

    /** The mean shares since the start of the epoch; NaN if there was no measurement. */
    List<Double> epochMeans() {
        return Arrays.stream(epochSums).map(sum -> sum / epochCount).boxed().toList();
    }

    void startEpoch() {
        Arrays.fill(epochSums, 0);
        epochCount = 0;
    }

    /** All that has to be kept for a run to go on the same, in an order of its own. */
    double[] state() {
        int n = running.length;
        double[] state = new double[4 * n + 1];
        for (int i = 0; i < n; i++) {
            state[i] = running[i];
            state[n + i] = latest[i];
            state[2 * n + i] = epochSums[i];
            state[3 * n + i] = warned[i] ? 1 : 0;
        }
        state[4 * n] = epochCount;
        return state;
    }

    /** Goes on from a kept state. */
    void restore(double[] state) {
        int n = running.length;
        if (state.length != 4 * n + 1) {
            throw new IllegalArgumentException("the state is of " + (state.length - 1) / 4 + " transformers, not " + n);
        }
        for (int i = 0; i < n; i++) {
            running[i] = state[i];
            latest[i] = state[n + i];
            epochSums[i] = state[2 * n + i];
            warned[i] = state[3 * n + i] != 0;
        }
        epochCount = (int) state[4 * n];
    }
}
