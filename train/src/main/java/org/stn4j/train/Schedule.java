package org.stn4j.train;

import java.util.List;

/**
 * How the learning rate changes over a run: a factor on its highest value.
 *
 * <p>A function of the progress alone, from 0 at the start to 1 at the end, whether steps or time make it; so a run that
 * is given a time limit comes down to its lowest rate too. Each kind starts with a warm-up, a straight line from 0 over
 * the first share of the run (Goyal et al. 2017, section 2.2).
 */
public sealed interface Schedule {

    /** The factor, from 0 to 1. Progress beyond 0 to 1 counts as the nearer end. */
    double factor(double progress);

    /** The name that the command line gives it. */
    String name();

    /** Share of the run that the warm-up takes, from 0 to below 1. */
    double warmUp();

    /** The same schedule with another warm-up. */
    Schedule withWarmUp(double share);

    /**
     * Half a cosine from 1 down (Loshchilov and Hutter 2017, eq. 5, without restarts).
     *
     * @param warmUp share of the run, from 0 to below 1
     * @param end factor at the end, from 0 to 1
     */
    record Cosine(double warmUp, double end) implements Schedule {
        public Cosine {
            checkWarmUp(warmUp);
            if (!(end >= 0 && end <= 1)) {
                throw new IllegalArgumentException("a cosine schedule ends at a factor from 0 to 1, not " + end);
            }
        }

        @Override
        public double factor(double progress) {
            double reached = clamp(progress);
            if (reached < warmUp) {
                return reached / warmUp;
            }
            double along = (reached - warmUp) / (1 - warmUp);
            return end + (1 - end) * (1 + Math.cos(Math.PI * along)) / 2;
        }

        @Override
        public String name() {
            return "cosine";
        }

        @Override
        public Cosine withWarmUp(double share) {
            return new Cosine(share, end);
        }
    }

    /**
     * Equally long stages, each at a fixed fraction of the rate of the one before; the paper's is three stages with a
     * tenth (Jaderberg et al. 2015, appendix A).
     *
     * @param warmUp share of the run, from 0 to below 1
     * @param stages number of stages, at least 1
     * @param fraction rate of a stage as a fraction of the one before it, above 0 and at most 1
     */
    record Step(double warmUp, int stages, double fraction) implements Schedule {
        public Step {
            checkWarmUp(warmUp);
            if (stages < 1) {
                throw new IllegalArgumentException("a step schedule has 1 stage or more, not " + stages);
            }
            if (!(fraction > 0 && fraction <= 1)) {
                throw new IllegalArgumentException(
                        "the fraction of a step schedule is above 0 and at most 1, not " + fraction);
            }
        }

        @Override
        public double factor(double progress) {
            double reached = clamp(progress);
            int stage = Math.min(stages - 1, (int) (reached * stages));
            return Math.pow(fraction, stage) * (reached < warmUp ? reached / warmUp : 1);
        }

        @Override
        public String name() {
            return "step";
        }

        @Override
        public Step withWarmUp(double share) {
            return new Step(share, stages, fraction);
        }
    }

    /**
     * The same rate throughout.
     *
     * @param warmUp share of the run, from 0 to below 1
     */
    record Constant(double warmUp) implements Schedule {
        public Constant {
            checkWarmUp(warmUp);
        }

        @Override
        public double factor(double progress) {
            double reached = clamp(progress);
            return reached < warmUp ? reached / warmUp : 1;
        }

        @Override
        public String name() {
            return "constant";
        }

        @Override
        public Constant withWarmUp(double share) {
            return new Constant(share);
        }
    }

    /** Names that {@link #named} knows. */
    static List<String> names() {
        return List.of("cosine", "step", "constant");
    }

    /**
     * A schedule by its name: a cosine to 0, three stages with a tenth, or constant.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    static Schedule named(String name, double warmUp) {
        return switch (name) {
            case "cosine" -> new Cosine(warmUp, 0);
            case "step" -> new Step(warmUp, 3, 0.1);
            case "constant" -> new Constant(warmUp);
            default ->
                throw new IllegalArgumentException(
                        "there is no schedule '" + name + "'; choose one of " + String.join(", ", names()));
        };
    }

    private static void checkWarmUp(double share) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("a warm-up takes a share of the run from 0 to below 1, not " + share);
        }
    }

    private static double clamp(double progress) {
        return Math.max(0, Math.min(1, progress));
    }
}
