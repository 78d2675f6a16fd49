package org.stn4j.data;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Where pictures come from, as written on the command line: {@code mnist:DIR} or {@code idx:DIR}.
 *
 * <p>Parsing looks at the words only; {@link #open} looks at the files.
 */
public sealed interface DataSource {

    /**
     * A folder of IDX files, such as MNIST.
     *
     * @param scheme {@code "mnist"} or {@code "idx"}: the same reader, two names
     * @param folder where the files are
     */
    record IdxFiles(String scheme, Path folder) implements DataSource {
        @Override
        public Splits open() throws IOException {
            return IdxFolder.read(folder);
        }

        @Override
        public String toString() {
            return scheme + ":" + folder;
        }
    }

    /**
     * Reads the pictures.
     *
     * @throws IOException where a folder or a file is missing or broken; the message is one line that names it
     */
    Splits open() throws IOException;

    /** What was parsed, written so that it parses to the same again. */
    @Override
    String toString();

    /**
     * Reads a source's name.
     *
     * @throws IllegalArgumentException where it is none of the known ones, which the message lists
     */
    static DataSource parse(String text) {
        int colon = text.indexOf(':');
        String scheme = colon < 0 ? text : text.substring(0, colon);
        String rest = colon < 0 ? "" : text.substring(colon + 1);
        return switch (scheme) {
            case "mnist", "idx" -> new IdxFiles(scheme, folder(scheme, rest));
            default ->
                throw new IllegalArgumentException("unknown data '" + text + "'; known are mnist:DIR and idx:DIR");
        };
    }

    private static Path folder(String scheme, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("no folder given: write " + scheme + ":DIR");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + text + "' is not a folder's name: " + e.getReason(), e);
        }
    }
}
