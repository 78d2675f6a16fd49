package org.stn4j.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.stn4j.nn.file.AtomicFile;

/** Folders that commands write to. */
final class Folders {
    private Folders() {}

    /**
     * Makes a folder with all above it, where they are not there yet.
     *
     * @throws IOException if that is not possible; one line that names the folder
     */
    static void create(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(folder + " is a file, not a folder; choose another one with --out", e);
        } catch (IOException e) {
            throw new IOException("cannot make the folder " + folder + ": " + AtomicFile.reason(e), e);
        }
    }
}
