package org.stn4j.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.stn4j.data.DataListener;
import org.stn4j.nn.torch.Torch;

/**
 * Trains a network and keeps what comes of it in a run directory.
 *
 * <p>The same job on the same machine gives the same bits, unless it has a time limit. A run that was broken off, even
 * by force, goes on from its last checkpoint as if it had not been.
 */
public final class Trainer {
    private final TrainingJob job;
    private final RunDirectory directory;
    private final TrainingListener listener;
    private final Checkpoint checkpoint;
    private final LongSupplier nanoTime;

    Trainer(
            TrainingJob job,
            RunDirectory directory,
            TrainingListener listener,
            Checkpoint checkpoint,
            LongSupplier nanoTime) {
        this.job = job;
        this.directory = directory;
        this.listener = listener;
        this.checkpoint = checkpoint;
        this.nanoTime = nanoTime;
    }

    /**
     * A trainer for a new run, which can be gone on with from now on, whatever happens.
     *
     * @param command the command line, for the provenance
     * @throws IOException if the first checkpoint cannot be written; one line
     */
    public static Trainer start(TrainingJob job, String command, RunDirectory directory, TrainingListener listener)
            throws IOException {
        Checkpoint beginning = beginning(job, command);
        beginning.write(directory.checkpoint());
        return new Trainer(job, directory, listener, beginning, System::nanoTime);
    }

    /**
     * A trainer for the run of a directory, from where it stopped. Data and settings are those that it was started with.
     *
     * @param data is told how the opening of the data goes
     * @throws IOException if checkpoint or data cannot be read; one line
     */
    public static Trainer resume(RunDirectory directory, TrainingListener listener, DataListener data)
            throws IOException {
        Checkpoint checkpoint = Checkpoint.read(directory.checkpoint());
        TrainingJob job = checkpoint.job().open(data);
        if (!DataFingerprint.of(job.splits()).equals(checkpoint.fingerprint())) {
            throw new IOException("the data in " + job.description().data() + " are not those that the run in "
                    + directory.path() + " was started with; start a new run with them");
        }
        return new Trainer(job, directory, listener, checkpoint, System::nanoTime);
    }

    /**
     * A trainer that goes on with the run of a folder where that does the same job on the same data, and begins it there
     * otherwise. The folder of the data, the number of threads and the time limit may be others than they were.
     *
     * @param command the command line, for the provenance of a run that begins
     * @throws IOException if there is something else in the folder, or it cannot be read or made; one line
     */
    public static Trainer startOrResume(TrainingJob job, String command, Path folder, TrainingListener listener)
            throws IOException {
        Optional<Checkpoint> there = Checkpoint.ofSameWork(folder, job.description(), DataFingerprint.of(job.splits()));
        return there.isPresent()
                ? new Trainer(job, new RunDirectory(folder), listener, there.get(), System::nanoTime)
                : start(job, command, RunDirectory.create(folder), listener);
    }

    /** As {@link #resume(RunDirectory, TrainingListener, DataListener)}, on data that are at hand. */
    static Trainer resume(TrainingJob job, RunDirectory directory, TrainingListener listener) throws IOException {
        return new Trainer(job, directory, listener, Checkpoint.read(directory.checkpoint()), System::nanoTime);
    }

    static Checkpoint beginning(TrainingJob job, String command) {
        return Checkpoint.beginning(job.description(), command, DataFingerprint.of(job.splits()));
    }

    /** The job. */
    public TrainingJob job() {
        return job;
    }

    /**
     * Trains until the end, and measures the best model on the test images.
     *
     * @param stop asked before each step; once true, the run ends with what it has
     * @throws IOException if something cannot be written, such as on a full disk; one line. What was written before is
     *     whole, and {@link #resume} goes on from there
     */
    public TrainingResult run(BooleanSupplier stop) throws IOException {
        return run(stop, true);
    }

    /**
     * As {@link #run}, but a run that is stopped before its end is not measured: the test images of an experiment are
     * looked at once, and nobody sees by them whether going on is worth while.
     */
    public TrainingResult runToItsEnd(BooleanSupplier stop) throws IOException {
        return run(stop, false);
    }

    @SuppressWarnings("try") // The lock is used by being held.
    private TrainingResult run(BooleanSupplier stop, boolean isMeasuredEarly) throws IOException {
        TrainingOptions options = job.options();
        Torch.setThreads(options.processors());
        Torch.setDeterministic(true);
        Provenance.Data data = Provenance.Data.of(job.description().data(), job.distortion(), job.splits());
        RunFiles files = new RunFiles(directory, checkpoint.of(job.description()), job.labels(), data);
        ClassBalance classes = new ClassBalance(job.splits().train());
        try (RunLock lock = RunLock.take(directory);
                Lesson lesson = new ClassificationLesson(job, classes, options.processors())) {
            if (options.balance() == 0) {
                classes.warning().ifPresent(listener::warning);
            }
            TrainingLoop loop = new TrainingLoop(lesson, files, listener, checkpoint, nanoTime);
            TrainingResult result = run(files, loop, stop, isMeasuredEarly);
            listener.finished(result.outcome());
            return result;
        }
    }

    private TrainingResult run(RunFiles files, TrainingLoop loop, BooleanSupplier stop, boolean isMeasuredEarly)
            throws IOException {
        try {
            directory.deleteHalfWritten();
            files.writeProvenance();
            TrainingLoop.End end = loop.run(stop);
            return end.outcome() == Outcome.INTERRUPTED && !isMeasuredEarly
                    ? files.leave(end, loop)
                    : files.finish(job, end, loop);
        } catch (IOException e) {
            throw new IOException(
                    String.format(
                            Locale.ROOT,
                            "%s; the run is kept up to step %,d: put that right, and go on with ./stn4j train --resume %s",
                            e.getMessage(),
                            loop.savedStep(),
                            directory.path()),
                    e);
        }
    }
}
