package org.stn4j.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.stn4j.nn.file.AtomicFile;

/**
 * A run that has been called for and has no checkpoint yet: reading a large data set takes a while, and what is killed
 * meanwhile shall be able to go on too.
 *
 * <p>The call lies in the run's folder until this is closed, which is after the first checkpoint, or when the run came to
 * nothing. An earlier run in the folder is untouched until the data are read.
 */
public final class PlannedRun implements AutoCloseable {
    private final RunDirectory directory;
    private final boolean isFolderNew;
    private final Thread onExit = new Thread(this::deleteQuietly, "stn4j-planned-run");

    private PlannedRun(RunDirectory directory, boolean isFolderNew) {
        this.directory = directory;
        this.isFolderNew = isFolderNew;
    }

    /**
     * A call that was broken off.
     *
     * @param directory the working directory, from which its paths are meant; empty where that is not known any more
     * @param arguments its words
     */
    public record Call(String directory, List<String> arguments) {
        public Call {
            // Calls from before it was kept have none.
            directory = directory == null ? "" : directory;
            arguments = List.copyOf(arguments);
        }

        /** A call from here. */
        public static Call of(List<String> arguments) {
            return new Call(Path.of("").toAbsolutePath().toString(), arguments);
        }
    }

    /**
     * Writes down a call.
     *
     * @param folder of the run, which is made
     * @param arguments the words of the call, with the folder among them
     * @throws IOException if there is something else in the folder, or it cannot be written to; one line
     */
    public static PlannedRun write(Path folder, List<String> arguments) throws IOException {
        boolean isNew = !Files.exists(folder);
        PlannedRun run = new PlannedRun(RunDirectory.withFolder(folder), isNew);
        AtomicFile.write(run.directory.plan(), Json.write(Call.of(arguments)).getBytes(StandardCharsets.UTF_8));
        // Whoever stops it by Ctrl-C does not want it to be gone on with; whoever kills it, or pulls the plug, does.
        Runtime.getRuntime().addShutdownHook(run.onExit);
        return run;
    }

    /**
     * The call that was broken off in a folder before its first checkpoint, if one was.
     *
     * @throws IOException if they cannot be read; one line
     */
    public static Optional<Call> read(Path folder) throws IOException {
        Path file = new RunDirectory(folder).plan();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(Files.readString(file), Call.class));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private void delete() throws IOException {
        Files.deleteIfExists(directory.plan());
        if (isFolderNew) {
            try {
                Files.deleteIfExists(directory.path());
            } catch (DirectoryNotEmptyException e) {
                // The run is in it.
            }
        }
    }

    private void deleteQuietly() {
        try {
            delete();
        } catch (IOException e) {
            // The process ends, and a call that is left behind is told of by whoever goes on with it.
        }
    }

    /**
     * The run is under way, or came to nothing.
     *
     * @throws IOException if the call cannot be deleted, which would start the run anew when it is gone on with
     */
    @Override
    public void close() throws IOException {
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // Being shut down already; the hook does it.
            return;
        }
        delete();
    }
}
