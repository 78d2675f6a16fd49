package org.stn4j.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.stn4j.data.BatchLoader;
import org.stn4j.nn.TensorData;
import org.stn4j.nn.torch.learn.DivergenceException;
import org.stn4j.nn.torch.learn.Learning;

/** The steps and epochs of a run, from a checkpoint to the end. */
final class TrainingLoop {
    /** Steps between two looks at where the transformers look: often enough to warn, too rare to cost time. */
    private static final int WATCH_STEPS = 10;

    /** Weight of the newest step in the speed that is shown. */
    private static final double NEWEST_SPEED = 0.1;

    private final Lesson lesson;
    private final BatchLoader loader;
    private final TrainingOptions options;
    private final Learning learner;
    private final RunFiles files;
    private final TrainingListener listener;
    private final LongSupplier nanoTime;
    private final OutsideWatch watch;
    private final RunClock clock;
    private final CheckpointRhythm rhythm;
    private final List<EpochMetrics> history;

    private int epoch;
    private int batch;
    private long step;
    private Position.EpochSums sums;
    private Optional<EpochMetrics> best;
    private Map<String, TensorData> bestWeights;
    private double learningRate;
    private double speed;
    private boolean late;
    private long savedStep;

    /** How the steps ended, and a line about it if that was not planned. */
    record End(Outcome outcome, String message) {}

    TrainingLoop(Lesson lesson, RunFiles files, TrainingListener listener, Checkpoint from, LongSupplier nanoTime) {
        this.lesson = lesson;
        this.loader = lesson.loader();
        this.options = files.options();
        this.learner = lesson.learner();
        this.files = files;
        this.listener = listener;
        this.nanoTime = nanoTime;
        Position position = from.position();
        this.watch = new OutsideWatch(files.transformers(), options);
        if (position.step() > 0) {
            learner.restore(from.state(), position.step());
            watch.restore(position.outside().stream().mapToDouble(d -> d).toArray());
        }
        this.epoch = position.epoch();
        this.batch = position.batch();
        this.step = position.step();
        this.sums = position.sums();
        this.history = new ArrayList<>(position.history());
        this.best = Optional.ofNullable(position.best());
        this.bestWeights = from.best();
        this.clock = new RunClock(options.length(), loader.batches(), position.seconds(), nanoTime);
        this.rhythm = new CheckpointRhythm(options.checkpointSteps(), nanoTime);
        this.savedStep = step;
        // Of the step before, for a run that goes on where an epoch's steps are made and only its validation is left.
        this.learningRate = step == 0 ? 0 : rate(step - 1);
    }

    private double rate(long ofStep) {
        return options.learningRate() * options.schedule().factor(clock.progress(ofStep + 0.5));
    }

    /**
     * Makes steps until the end.
     *
     * @throws IOException if something cannot be written; what was written before stays
     */
    End run(BooleanSupplier stop) throws IOException {
        listener.started(new TrainingPlan(
                options.length().epochs(),
                loader.batches(),
                step,
                files.data().trainingImages(),
                files.data().validationImages(),
                files.network().parameterCount()));
        try {
            files.writeEvents(history, lesson::views);
            Outcome outcome = learn(stop);
            if (outcome != Outcome.INTERRUPTED) {
                warnOfDistortionNeverMet();
            }
            if (sums.images() > 0 || best.isEmpty()) {
                // A part of an epoch counts like a whole one, but only for this end: going on does not know of it.
                validate();
                if (outcome != Outcome.INTERRUPTED) {
                    files.writeEvents(history, lesson::views);
                }
            }
            return new End(outcome, "");
        } catch (DivergenceException e) {
            return diverged(e);
        }
    }

    private Outcome learn(BooleanSupplier stop) throws IOException {
        // An epoch whose steps are all made is validated whatever the time is.
        while (batch == loader.batches() || clock.progress((double) step) < 1) {
            if (isOutOfPatience()) {
                return Outcome.STOPPED_EARLY;
            }
            loader.startAt(epoch, batch);
            while (loader.hasNext()) {
                if (stop.getAsBoolean()) {
                    writeCheckpoint();
                    return Outcome.INTERRUPTED;
                }
                step();
                if (loader.hasNext() && clock.progress((double) step) >= 1) {
                    writeCheckpoint();
                    return Outcome.COMPLETED;
                }
                if (loader.hasNext() && rhythm.isDue(step)) {
                    writeCheckpoint();
                }
            }
            if (rhythm.isWorthwhile()) {
                writeCheckpoint();
            }
            validate();
            epoch++;
            batch = 0;
            sums = Position.EpochSums.ZERO;
            watch.startEpoch();
            writeCheckpoint();
            // Behind the checkpoint: what TensorBoard has read already is then not taken back by going on.
            files.writeEvents(history, lesson::views);
        }
        return Outcome.COMPLETED;
    }

    /** A limit of time or patience does not shorten the epochs over which the distortion grows. */
    private void warnOfDistortionNeverMet() {
        double made = (double) step / loader.batches();
        if (made < options.easeIn()) {
            listener.warning(String.format(
                    Locale.ROOT,
                    "the run ended after %.1f of the %d epochs over which its distortion grows, and never learned from all"
                            + " of it; give it more time or patience, or a smaller --ease-in",
                    made,
                    options.easeIn()));
        }
    }

    private boolean isOutOfPatience() {
        return options.patience() > 0 && best.isPresent() && epoch - best.get().epoch() >= options.patience();
    }

    private void step() {
        long start = nanoTime.getAsLong();
        learningRate = rate(step);
        boolean watched = step % WATCH_STEPS == 0 && !files.transformers().isEmpty();
        Lesson.Made made = lesson.learn(loader.next(), learningRate, watched);
        step++;
        batch++;
        count(made, (nanoTime.getAsLong() - start) / 1e9);
        if (watched) {
            watch.measure(made.outsideShares()).forEach(listener::warning);
        }
        if (!late && clock.isLate((double) step)) {
            late = true;
            listener.warning(options.length().epochs() + " epochs take longer than "
                    + options.length().minutes()
                    + " minutes here: the schedule follows the time from now on, and the run cannot be repeated"
                    + " bit for bit");
        }
        listener.step(new StepProgress(
                epoch + 1,
                step,
                batch,
                Math.min(1, clock.progress((double) step)),
                sums.meanLoss(),
                sums.errorRate(),
                learningRate,
                speed,
                clock.secondsLeft(step),
                watch.latest()));
    }

    private void count(Lesson.Made made, double seconds) {
        sums = sums.plus(made.loss(), made.wrong(), made.images(), seconds);
        double now = made.images() / seconds;
        speed = speed == 0 ? now : speed + NEWEST_SPEED * (now - speed);
    }

    /** Ends the history's last entry: measures the averaged weights, and keeps them if they are the best. */
    private void validate() throws IOException {
        Lesson.Known known = lesson.validate();
        EpochMetrics metrics = new EpochMetrics(
                epoch + 1,
                step,
                sums.meanLoss(),
                sums.errorRate(),
                known.loss(),
                known.error(),
                learningRate,
                sums.imagesPerSecond(),
                clock.seconds(),
                watch.epochMeans());
        history.add(metrics);
        if (best.isEmpty() || better(metrics, best.get())) {
            best = Optional.of(metrics);
            bestWeights = learner.averagedWeights();
            files.writeModel(metrics, bestWeights);
        }
        files.writeMetrics(history);
        listener.epoch(metrics);
    }

    private static boolean better(EpochMetrics one, EpochMetrics other) {
        int byError = Double.compare(one.validationError(), other.validationError());
        return byError < 0 || (byError == 0 && one.validationLoss() < other.validationLoss());
    }

    private End diverged(DivergenceException cause) throws IOException {
        boolean sound = learner.averagedWeights().values().stream().allMatch(TrainingLoop::isFinite);
        if (best.isEmpty() && sound) {
            validate();
        }
        String kept = best.isEmpty()
                ? "nothing that could be kept was learned"
                : "the last good state is in " + files.directory().model();
        return new End(
                Outcome.DIVERGED,
                cause.getMessage() + " at step " + (step + 1) + " (epoch " + (epoch + 1)
                        + "); lower the learning rate (--lr, now " + options.learningRate() + "); " + kept);
    }

    private static boolean isFinite(TensorData tensor) {
        for (float value : tensor.values()) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private void writeCheckpoint() throws IOException {
        long begun = nanoTime.getAsLong();
        Position position = new Position(
                epoch,
                batch,
                step,
                clock.seconds(),
                sums,
                Arrays.stream(watch.state()).boxed().toList(),
                history,
                best.orElse(null));
        files.writeCheckpoint(position, learner.state(), bestWeights);
        savedStep = step;
        rhythm.written(begun);
    }

    /** The step up to which the run is written down. */
    long savedStep() {
        return savedStep;
    }

    List<EpochMetrics> history() {
        return history;
    }

    Optional<EpochMetrics> best() {
        return best;
    }

    Map<String, TensorData> bestWeights() {
        return bestWeights;
    }

    OutsideWatch watch() {
        return watch;
    }

    double seconds() {
        return clock.seconds();
    }
}
