package org.stn4j.data.picture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.stn4j.data.DataFileException;
import org.stn4j.data.DataListener;
import org.stn4j.data.ImageShape;

/**
 * Decodes all pictures of a listing, each once, on all processors; what was decoded before and has not changed since is
 * taken from the cache.
 *
 * <p>The pixels go to a file of the cache that is mapped into memory. Where it cannot be written, they are kept in
 * memory, and where they are too many for that, each picture is decoded whenever it is read.
 */
final class Decoding {
    private static final long WAIT_MILLISECONDS = 200;
    /** Between two moments at which what was decoded so far is put down. */
    private static final long SAVING_NANOSECONDS = TimeUnit.SECONDS.toNanos(10);

    private final List<Listing.Entry> entries;
    private final PictureInput input;
    private final DataListener listener;
    private final Decoded[] found;
    /** Where the pixels of a picture are that was decoded before. */
    private final Recalled[] recalled;

    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private volatile boolean stopped;
    private long saved = System.nanoTime();

    /**
     * What came of it.
     *
     * @param pictures one for each entry, in their order
     * @param pixels those of the usable ones, by the entry's number
     */
    record Result(List<Decoded> pictures, PixelStore pixels) {}

    /** Takes the pixels of a picture. */
    private interface Sink {
        void accept(int index, byte[] pixels) throws IOException;

        /** Called now and then while pictures are decoded. */
        default void save() throws IOException {}
    }

    /** A place in a file of decoded pictures. */
    private record Recalled(PixelStore pixels, int place) {}

    private Decoding(List<Listing.Entry> entries, PictureInput input, DataListener listener) {
        this.entries = entries;
        this.input = input;
        this.listener = listener;
        this.found = new Decoded[entries.size()];
        this.recalled = new Recalled[entries.size()];
    }

    /** Decodes the pictures of a listing, or finds them in the cache's file for {@code source}. */
    static Result decode(
            Path source, List<Listing.Entry> entries, ImageShape shape, PixelCache cache, DataListener listener) {
        PictureInput input = new PictureInput(shape);
        Optional<Path> file = cache.file(source, shape);
        if (file.isPresent()) {
            try {
                cache.prepare();
                return new Decoding(entries, input, listener).intoFile(file.get(), cache.abandoned(file.get()));
            } catch (IOException e) {
                listener.note("decoded pictures cannot be kept in " + file.get() + " (" + PictureFile.reason(e)
                        + "); name another folder with STN4J_CACHE");
            }
        }
        return new Decoding(entries, input, listener).withoutFile();
    }

    private Result intoFile(Path file, List<Path> abandoned) throws IOException {
        Optional<PixelFile.Content> before = PixelFile.open(file, input.shape());
        before.ifPresent(this::recall);
        if (before.isPresent() && isSame(before.get())) {
            return new Result(List.of(found), before.get().pixels());
        }
        for (Path left : abandoned) {
            PixelFile.open(left, input.shape()).ifPresent(this::recall);
        }
        try (PixelFile fresh = PixelFile.create(file, input.shape())) {
            copyRecalled(fresh);
            try {
                run(into(fresh));
            } catch (CancellationException e) {
                // What was decoded until now is kept for the next time; the others count as changed.
                fresh.finish(file, index());
                throw e;
            }
            Result result =
                    new Result(List.of(found), fresh.finish(file, index()).pixels());
            for (Path left : abandoned) {
                Files.deleteIfExists(left);
            }
            return result;
        }
    }

    private Sink into(PixelFile fresh) {
        return new Sink() {
            @Override
            public void accept(int index, byte[] pixels) throws IOException {
                fresh.write(index, pixels);
            }

            @Override
            public void save() throws IOException {
                fresh.save(index());
            }
        };
    }

    /** Takes over what is known of files that have not changed since. */
    private void recall(PixelFile.Content before) {
        for (int i = 0; i < found.length; i++) {
            String name = entries.get(i).name();
            Decoded known = before.pictures().get(name);
            if (found[i] == null && known != null && isUnchanged(entries.get(i).file(), known)) {
                found[i] = known;
                recalled[i] = new Recalled(before.pixels(), before.places().get(name));
                done.incrementAndGet();
            }
        }
    }

    private void copyRecalled(PixelFile into) throws IOException {
        byte[] pixels = new byte[input.shape().values()];
        for (int i = 0; i < found.length; i++) {
            if (found[i] != null && found[i].isUsable()) {
                recalled[i].pixels().read(recalled[i].place(), pixels);
                into.write(i, pixels);
            }
        }
    }

    private static boolean isUnchanged(Path file, Decoded known) {
        try {
            return Files.size(file) == known.length()
                    && Files.getLastModifiedTime(file).toMillis() == known.modified();
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isSame(PixelFile.Content before) {
        if (before.pictures().size() != found.length) {
            return false;
        }
        for (int i = 0; i < found.length; i++) {
            if (found[i] == null || before.places().get(entries.get(i).name()) != i) {
                return false;
            }
        }
        return true;
    }

    private Map<String, Decoded> index() {
        Map<String, Decoded> index = new LinkedHashMap<>();
        for (int i = 0; i < found.length; i++) {
            index.put(entries.get(i).name(), found[i] != null ? found[i] : new Decoded(-1, -1, "", null, "not read"));
        }
        return index;
    }

    private Result withoutFile() {
        long bytes = (long) found.length * input.shape().values();
        try {
            if (bytes > Runtime.getRuntime().maxMemory() / 4) {
                listener.note(String.format(
                        Locale.ROOT,
                        "%,d decoded pictures of %s, %,d MiB, are too many for Java's memory: each is decoded"
                                + " whenever it is needed",
                        found.length,
                        input.shape(),
                        bytes >> 20));
                run((index, pixels) -> {});
                return new Result(List.of(found), new StreamedPixels(entries, input));
            }
            byte[][] kept = new byte[found.length][];
            run((index, pixels) -> kept[index] = pixels.clone());
            return new Result(
                    List.of(found), (index, into) -> System.arraycopy(kept[index], 0, into, 0, kept[index].length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Decodes what is not known yet. */
    private void run(Sink sink) throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService workers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "stn4j-decoder");
            thread.setDaemon(true);
            return thread;
        });
        next.set(0);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(workers.submit(() -> {
                    work(sink);
                    return null;
                }));
            }
            for (Future<?> worker : running) {
                await(worker, sink);
            }
        } finally {
            stopped = true;
            workers.shutdown();
        }
    }

    private void await(Future<?> worker, Sink sink) throws IOException {
        while (true) {
            try {
                worker.get(WAIT_MILLISECONDS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                listener.progress(done.get(), found.length);
                if (System.nanoTime() - saved >= SAVING_NANOSECONDS) {
                    sink.save();
                    // From now on, not from when it began: where writing is slow, it is not all that is done.
                    saved = System.nanoTime();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (CancellationException) new CancellationException("interrupted while decoding").initCause(e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException failure) {
                    throw failure;
                }
                throw new IllegalStateException("decoding failed: " + e.getCause(), e);
            }
        }
    }

    private void work(Sink sink) throws IOException {
        byte[] pixels = new byte[input.shape().values()];
        for (int i = next.getAndIncrement(); i < found.length && !stopped; i = next.getAndIncrement()) {
            if (found[i] == null) {
                Decoded decoded = decode(entries.get(i), pixels);
                if (decoded.isUsable()) {
                    sink.accept(i, pixels);
                }
                found[i] = decoded;
                done.incrementAndGet();
            }
        }
    }

    private Decoded decode(Listing.Entry entry, byte[] pixels) {
        long length = -1;
        long modified = -1;
        String digest = "";
        try {
            byte[] bytes = PictureFile.bytes(entry.file());
            length = bytes.length;
            modified = Files.getLastModifiedTime(entry.file()).toMillis();
            digest = Digests.hexadecimal(bytes);
            Picture picture = PictureFile.decode(entry.file(), bytes);
            quantise(input.of(picture), pixels);
            return new Decoded(length, modified, digest, picture.size(), "");
        } catch (DataFileException e) {
            // What failed for want of memory is tried again next time, which may have more.
            return new Decoded(e.problem().contains("memory") ? -1 : length, modified, digest, null, e.problem());
        } catch (IOException e) {
            return new Decoded(length, modified, digest, null, PictureFile.reason(e));
        } catch (OutOfMemoryError e) {
            return new Decoded(-1, modified, digest, null, "it does not fit into Java's memory");
        }
    }

    /** A byte for each value, which is what most pictures came with. */
    static void quantise(float[] values, byte[] into) {
        for (int i = 0; i < values.length; i++) {
            into[i] = (byte) (255 * Math.max(0, Math.min(1, values[i])) + 0.5f);
        }
    }
}
