package org.stn4j.train.rectify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.stn4j.data.DataFileException;
import org.stn4j.data.picture.DecodingMemory;
import org.stn4j.data.picture.Picture;
import org.stn4j.data.picture.PictureFile;
import org.stn4j.data.picture.PngEncoder;
import org.stn4j.nn.file.AtomicFile;

/**
 * Rectifies many pictures at once: each worker takes the next one, reads, rectifies and writes it.
 *
 * <p>A picture that cannot be read is noted and left out, and so is one whose file would have a name that is too long.
 * Another one that cannot be written ends the job: a disk that is full is full for all of them.
 *
 * @param start makes a rectifier for a worker, on the worker's thread, which closes it in the end
 * @param workers how many pictures are worked on at once, at least 1
 * @param stop whether to take no more pictures
 */
public record RectifyJob(Supplier<Rectifier> start, int workers, BooleanSupplier stop) {
    /** For each pixel and channel of a picture. */
    private static final long BYTES_READ = Float.BYTES;

    /** For each pixel and channel of what is made of it, which becomes a file of up to 16 bits. */
    private static final long BYTES_MADE = Float.BYTES + 2;

    /**
     * One picture to rectify.
     *
     * @param target the file to write, PNG; its folder is there
     */
    public record Task(Path source, Path target) {}

    /**
     * What became of a task; neither where the job was stopped before it.
     *
     * @param rectified all about the picture but its pixels, if it was written
     * @param failure why it was not; the message is one line that names the file
     */
    public record Result(Optional<Written> rectified, Optional<DataFileException> failure) {
        /** Of a task that the job was stopped before. */
        public static final Result NONE = new Result(Optional.empty(), Optional.empty());
    }

    /**
     * All about a picture that was written but its pixels.
     *
     * @param height of what was written
     * @param width of what was written
     */
    public record Written(int height, int width, String label, float probability, List<Rectified.View> views) {}

    /** Is told of each picture that is done, by one worker at a time. */
    @FunctionalInterface
    public interface Progress {
        /**
         * One more is done.
         *
         * @param task its place in the list of tasks
         * @throws IOException to end the job
         */
        void done(int task, Result result) throws IOException;
    }

    /**
     * Does all tasks.
     *
     * @return what became of each, in their order
     * @throws IOException if a result cannot be written; one line that names the file
     * @throws IllegalArgumentException as {@link Rectifier#check} does
     */
    public List<Result> run(List<Task> tasks, Progress progress) throws IOException {
        AtomicReferenceArray<Result> results = new AtomicReferenceArray<>(tasks.size());
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < Math.min(workers, tasks.size()); i++) {
                running.add(threads.submit(() -> {
                    work(tasks, next, results, progress);
                    return null;
                }));
            }
            await(running);
        } finally {
            threads.shutdown();
        }
        List<Result> all = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            Result result = results.get(i);
            all.add(result == null ? Result.NONE : result);
        }
        return all;
    }

    private void work(List<Task> tasks, AtomicInteger next, AtomicReferenceArray<Result> results, Progress progress)
            throws IOException {
        try (Rectifier rectifier = start.get()) {
            for (int i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
                if (stop.getAsBoolean()) {
                    return;
                }
                Result result = rectify(rectifier, tasks.get(i));
                synchronized (results) {
                    results.set(i, result);
                    progress.done(i, result);
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            next.set(tasks.size());
            throw e;
        }
    }

    private static Result rectify(Rectifier rectifier, Task task) throws IOException {
        byte[] file;
        Rectified rectified;
        try {
            Picture picture = PictureFile.read(task.source());
            long made = rectifier.likelyPixels(picture.size());
            long bytes = picture.channels() * (BYTES_READ * picture.size().pixels() + BYTES_MADE * made);
            if (!DecodingMemory.suffices(bytes)) {
                throw new DataFileException(
                        task.source(),
                        "to make " + made + " pixels of the " + picture.size()
                                + " of this picture takes more memory; give Java more (-Xmx)");
            }
            try (DecodingMemory.Loan loan = DecodingMemory.lend(bytes)) {
                rectified = rectifier.rectify(picture);
                file = PngEncoder.encode(rectified.picture(), rectified.deep());
            }
        } catch (DataFileException e) {
            return new Result(Optional.empty(), Optional.of(e));
        } catch (OutOfMemoryError e) {
            return new Result(
                    Optional.empty(),
                    Optional.of(new DataFileException(task.source(), "it does not fit into Java's memory", e)));
        }
        try {
            AtomicFile.writeUnforced(task.target(), file);
        } catch (IOException e) {
            if (!hasImpossibleName(task.target())) {
                throw e;
            }
            return new Result(Optional.empty(), Optional.of(new DataFileException(task.source(), e.getMessage(), e)));
        }
        return new Result(
                Optional.of(new Written(
                        rectified.picture().size().height(),
                        rectified.picture().size().width(),
                        rectified.label(),
                        rectified.probability(),
                        rectified.views())),
                Optional.empty());
    }

    /** Whether no file there can have this name, such as one that is too long; other names may do well. */
    private static boolean hasImpossibleName(Path file) {
        if (!Files.isDirectory(file.toAbsolutePath().getParent())) {
            return false;
        }
        try {
            Files.readAttributes(file, BasicFileAttributes.class);
            return false;
        } catch (NoSuchFileException | AccessDeniedException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static void await(List<Future<?>> running) throws IOException {
        ExecutionException failure = null;
        boolean interrupted = false;
        for (Future<?> worker : running) {
            for (boolean ended = false; !ended; ) {
                try {
                    worker.get();
                    ended = true;
                } catch (ExecutionException e) {
                    failure = failure == null ? e : failure;
                    ended = true;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            rethrow(failure.getCause());
        }
    }

    private static void rethrow(Throwable cause) throws IOException {
        if (cause instanceof IOException e) {
            throw e;
        }
        if (cause instanceof UncheckedIOException e) {
            throw e.getCause();
        }
        if (cause instanceof RuntimeException e) {
            throw e;
        }
        if (cause instanceof Error e) {
            throw e;
        }
        throw new IllegalStateException("a worker failed: " + cause, cause);
    }
}
