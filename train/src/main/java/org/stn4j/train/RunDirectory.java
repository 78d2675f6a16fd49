package org.stn4j.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.stn4j.nn.file.AtomicFile;

/**
 * The folder of one run: model, checkpoint, metrics, provenance and report. Every file in it appears whole or not at
 * all, but for that of the events, which grows.
 *
 * @param path the folder
 */
public record RunDirectory(Path path) {
    private static final String MODEL = "model.safetensors";
    private static final String CHECKPOINT = "checkpoint.safetensors";
    private static final String METRICS = "metrics.csv";
    private static final String PROVENANCE = "provenance.json";
    private static final String REPORT = "report.html";
    private static final String CONFIG = "config.yaml";
    /** TensorBoard knows its files by a part of their names. */
    private static final String EVENTS = "events.out.tfevents";

    private static final String PLAN = "starting.json";
    private static final String LOCK = ".lock";

    /** What {@link AtomicFile} leaves of these files where it is killed. */
    private static final String HALF_WRITTEN = ".{checkpoint,config,model,metrics,provenance,report,starting}.*.tmp";

    /**
     * Makes the folder of a new run. One that holds an earlier run is taken over, and the earlier run's files are
     * deleted.
     *
     * @throws IOException if there is something else in it, or it cannot be made; one line
     */
    public static RunDirectory create(Path path) throws IOException {
        RunDirectory directory = withFolder(path);
        RunLock.take(directory).close();
        try {
            // The provenance goes last: a folder that is half cleared is still known as a run's.
            for (String name : List.of(CHECKPOINT, MODEL, METRICS, REPORT, CONFIG, EVENTS)) {
                Files.deleteIfExists(path.resolve(name));
            }
            directory.deleteHalfWritten();
        } catch (java.nio.file.FileSystemException e) {
            throw new IOException("cannot clear the folder " + path + ": " + AtomicFile.reason(e), e);
        }
        return directory;
    }

    /**
     * The folder, made if it is not there yet; an earlier run in it stays.
     *
     * @throws IOException if there is something else in it, or it cannot be made; one line
     */
    static RunDirectory withFolder(Path path) throws IOException {
        RunDirectory directory = new RunDirectory(path);
        try {
            if (Files.isDirectory(path) && !isEmpty(path) && !directory.isOfARun()) {
                throw new IOException(path + " holds files that are not of a run; choose another folder with --out");
            }
            Files.createDirectories(path);
        } catch (NotDirectoryException | java.nio.file.FileAlreadyExistsException e) {
            throw new IOException(path + " is a file, not a folder; choose another one with --out", e);
        } catch (java.nio.file.FileSystemException e) {
            throw new IOException("cannot make the folder " + path + ": " + AtomicFile.reason(e), e);
        }
        return directory;
    }

    /**
     * The folder of a run that is to go on.
     *
     * @throws IOException if it has no checkpoint; one line
     */
    public static RunDirectory existing(Path path) throws IOException {
        RunDirectory directory = new RunDirectory(path);
        if (!Files.isDirectory(path)) {
            throw new IOException(path + ": there is no such folder");
        }
        if (!Files.exists(directory.checkpoint())) {
            throw new IOException(
                    path + " holds no " + CHECKPOINT + " to go on from; start a new run there with --out");
        }
        return directory;
    }

    private boolean isOfARun() {
        return Files.exists(provenance()) || Files.exists(checkpoint()) || Files.exists(plan());
    }

    /** Deletes what a killed process left of files that it was writing; only while no other one works here. */
    void deleteHalfWritten() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, HALF_WRITTEN)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    /** The best model so far: weights, network, labels and preprocessing. */
    public Path model() {
        return path.resolve(MODEL);
    }

    /** What the run goes on from. */
    public Path checkpoint() {
        return path.resolve(CHECKPOINT);
    }

    /** The table of the epochs. */
    public Path metrics() {
        return path.resolve(METRICS);
    }

    /** Where the run comes from. */
    public Path provenance() {
        return path.resolve(PROVENANCE);
    }

    /** The page for people. */
    public Path report() {
        return path.resolve(REPORT);
    }

    /** The figures of the epochs for TensorBoard, and what the network looks at. */
    public Path events() {
        return path.resolve(EVENTS);
    }

    /** The options of the call, as a file for {@code --config}. */
    public Path config() {
        return path.resolve(CONFIG);
    }

    /** The call that starts the run, until there is a checkpoint. */
    Path plan() {
        return path.resolve(PLAN);
    }

    /** What whoever works here has a lock on. */
    Path lock() {
        return path.resolve(LOCK);
    }

    /** Writes a text file of the run. */
    void write(Path file, String text) throws IOException {
        AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
