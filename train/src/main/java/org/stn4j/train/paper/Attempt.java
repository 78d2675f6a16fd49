package org.stn4j.train.paper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.stn4j.nn.torch.learn.DivergenceException;
import org.stn4j.train.Course;
import org.stn4j.train.TrainingListener;

/**
 * One making of a cell: with which seed, on what, and where.
 *
 * @param data the paper's data sets
 * @param seed of weights, order, distortions and dropout; never of the test's distortions
 * @param limits what the machine and the user allow
 * @param folder the run directory
 * @param command the command line that makes this cell, for the provenance
 * @param listener told how it goes
 * @param stop asked before each step
 */
public record Attempt(
        PaperData data,
        long seed,
        Limits limits,
        Path folder,
        String command,
        TrainingListener listener,
        BooleanSupplier stop) {

    /**
     * Takes a course in the folder, to the end or until it is asked to stop.
     *
     * @return what came of it; empty if it was asked to stop
     * @throws DivergenceException if the loss stopped being a number; one line
     */
    Optional<Course.Result> take(Course course) throws IOException {
        Course.Result result = course.run(command, folder, stop);
        return switch (result.outcome()) {
            case DIVERGED -> throw new DivergenceException(result.message());
            case INTERRUPTED -> Optional.empty();
            case COMPLETED, STOPPED_EARLY -> Optional.of(result);
        };
    }

    /** The same in another folder, for what is learned before. */
    Attempt in(Path other) {
        return new Attempt(data, seed, limits, other, command, listener, stop);
    }

    /**
     * What a making may take.
     *
     * @param epochs at most so many, 0 for the recipe's
     * @param minutes at most so many, 0 for no limit
     * @param threads processors to use, 0 for all
     * @param device {@code cpu} or {@code cuda}
     */
    public record Limits(int epochs, double minutes, int threads, String device) {
        /** No limits. */
        public static final Limits NONE = new Limits(0, 0, 0, "cpu");

        public Limits {
            if (epochs < 0) {
                throw new IllegalArgumentException("the number of epochs is 1 or more, not " + epochs);
            }
            if (!(minutes >= 0 && minutes < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a budget is above 0 minutes, not " + minutes);
            }
            if (threads < 0) {
                throw new IllegalArgumentException("the number of threads is 1 or more, or 0 for all, not " + threads);
            }
        }
    }
}
