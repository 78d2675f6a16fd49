package org.stn4j.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.stn4j.nn.TensorData;
import org.stn4j.nn.torch.Torch;

/**
 * Trains a network by any {@link Lesson} and keeps what comes of it in a run directory; what a {@link Trainer} is to
 * classifiers of single images.
 *
 * <p>Broken off, even by force, it goes on from its last checkpoint as if it had not been. A folder with a checkpoint of
 * other work, or on other data, is begun anew.
 */
public final class Course {
    private final JobDescription description;
    private final Provenance.Data data;
    private final IntFunction<Lesson> lesson;
    private final TrainingListener listener;

    /**
     * A course.
     *
     * @param description what is trained, and how
     * @param data what it learns from
     * @param lesson makes the lesson for a number of processors; it is closed in the end
     */
    public Course(
            JobDescription description, Provenance.Data data, IntFunction<Lesson> lesson, TrainingListener listener) {
        this.description = description;
        this.data = data;
        this.lesson = lesson;
        this.listener = listener;
    }

    /**
     * What came of a course.
     *
     * @param outcome how it ended
     * @param message one line about an end that was not planned, and what to do; empty otherwise
     * @param history the epochs; the last may be a part of one
     * @param best the epoch whose averaged weights were kept; empty if there is none
     * @param weights those weights
     * @param provenance where they come from
     */
    public record Result(
            Outcome outcome,
            String message,
            List<EpochMetrics> history,
            Optional<EpochMetrics> best,
            Map<String, TensorData> weights,
            Provenance provenance) {
        public Result {
            history = List.copyOf(history);
        }
    }

    /**
     * Trains until the end.
     *
     * @param command the command line, for the provenance of a run that begins
     * @param folder the run directory
     * @param stop asked before each step; once true, the run ends with what it has
     * @throws IOException if there is something else in the folder, or something cannot be written; one line
     */
    @SuppressWarnings("try") // The lock is used by being held.
    public Result run(String command, Path folder, BooleanSupplier stop) throws IOException {
        int processors = description.options().processors();
        Torch.setThreads(processors);
        Torch.setDeterministic(true);
        try (Lesson learned = lesson.apply(processors)) {
            Checkpoint from = checkpoint(command, folder, DataFingerprint.of(learned));
            RunDirectory directory = new RunDirectory(folder);
            RunFiles files = new RunFiles(directory, from.of(description), List.of(), data);
            try (RunLock lock = RunLock.take(directory)) {
                directory.deleteHalfWritten();
                files.writeProvenance();
                TrainingLoop loop = new TrainingLoop(learned, files, listener, from, System::nanoTime);
                TrainingLoop.End end = loop.run(stop);
                files.writeEnd(end, loop);
                listener.finished(end.outcome());
                return new Result(
                        end.outcome(),
                        end.message(),
                        loop.history(),
                        loop.best(),
                        loop.bestWeights(),
                        files.provenance());
            }
        }
    }

    private Checkpoint checkpoint(String command, Path folder, String fingerprint) throws IOException {
        Optional<Checkpoint> there = Checkpoint.ofSameWork(folder, description, fingerprint);
        if (there.isPresent()) {
            return there.get();
        }
        Checkpoint beginning = Checkpoint.beginning(description, command, fingerprint);
        beginning.write(RunDirectory.create(folder).checkpoint());
        return beginning;
    }
}
