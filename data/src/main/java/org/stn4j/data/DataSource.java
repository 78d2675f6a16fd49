package org.stn4j.data;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.stn4j.data.birds.BirdsDataset;
import org.stn4j.data.digits.DigitsDataset;
import org.stn4j.data.picture.PictureSource;

/**
 * Where pictures come from, as written on the command line: {@code digits}, {@code digits:N}, {@code birds}, {@code
 * birds:N}, {@code mnist:DIR}, {@code idx:DIR}, or pictures in files, {@code images:DIR}, {@code csv:FILE} or {@code cub:DIR}.
 *
 * <p>Parsing looks at the words only; {@link #open} looks at the files.
 */
public interface DataSource {
    /** Every form of a source's name, for help and messages. */
    String FORMS = "digits, digits:N, birds, birds:N, mnist:DIR, idx:DIR, " + PictureSource.FORMS;

    /**
     * The built-in digits: nothing to download. 5,000 for validation and 10,000 for the test are drawn from seeds of
     * their own.
     *
     * @param trainSize number of digits to learn from, at least 1
     */
    record Digits(int trainSize) implements DataSource {
        /** As many as MNIST has. */
        public static final int DEFAULT_TRAIN_SIZE = 60_000;

        public Digits {
            if (trainSize < 1) {
                throw new IllegalArgumentException("digits:N takes a number of digits from 1 on, not " + trainSize);
            }
        }

        @Override
        public Splits open(DataListener listener) {
            return new Splits(
                    new DigitsDataset(1, trainSize), new DigitsDataset(2, 5_000), new DigitsDataset(3, 10_000));
        }

        @Override
        public String toString() {
            return trainSize == DEFAULT_TRAIN_SIZE ? "digits" : "digits:" + trainSize;
        }
    }

    /**
     * Birds that the program draws itself: 4,000 for validation and 10,000 for the test are drawn from seeds of their own.
     *
     * @param trainSize number of birds to learn from, at least 1
     */
    record Birds(int trainSize) implements DataSource {
        /** Enough to learn what the kinds hang on. */
        public static final int DEFAULT_TRAIN_SIZE = 40_000;

        public Birds {
            if (trainSize < 1) {
                throw new IllegalArgumentException("birds:N takes a number of birds from 1 on, not " + trainSize);
            }
        }

        @Override
        public Splits open(DataListener listener) {
            return new Splits(new BirdsDataset(1, trainSize), new BirdsDataset(2, 4_000), new BirdsDataset(3, 10_000));
        }

        @Override
        public String toString() {
            return trainSize == DEFAULT_TRAIN_SIZE ? "birds" : "birds:" + trainSize;
        }
    }

    /**
     * A folder of IDX files, such as MNIST.
     *
     * @param scheme {@code "mnist"} or {@code "idx"}: the same reader, two names
     * @param folder where the files are
     */
    record IdxFiles(String scheme, Path folder) implements DataSource {
        @Override
        public Splits open(DataListener listener) throws IOException {
            return IdxFolder.read(folder);
        }

        @Override
        public DataSource from(Path directory) {
            return new IdxFiles(scheme, directory.resolve(folder));
        }

        @Override
        public DataSource nameOnly() {
            return folder.getFileName() == null ? this : new IdxFiles(scheme, folder.getFileName());
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
    Splits open(DataListener listener) throws IOException;

    /** As {@link #open(DataListener)}, in silence. */
    default Splits open() throws IOException {
        return open(DataListener.SILENT);
    }

    /** The same as it is meant in a working directory, for use in others. */
    default DataSource from(Path directory) {
        return this;
    }

    /** The same without the folders that lead to it, which say nothing elsewhere, and are nobody's business there. */
    default DataSource nameOnly() {
        return this;
    }

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
            case "digits" -> new Digits(colon < 0 ? Digits.DEFAULT_TRAIN_SIZE : count("digits", rest));
            case "birds" -> new Birds(colon < 0 ? Birds.DEFAULT_TRAIN_SIZE : count("birds", rest));
            case "images", "csv", "cub" -> PictureSource.parse(scheme, rest);
            case "mnist", "idx" -> new IdxFiles(scheme, folder(scheme, rest));
            default ->
                throw new IllegalArgumentException("unknown data '" + text + "'; "
                        + (isPath(text) ? "for a folder of pictures write images:" + text : "write " + FORMS));
        };
    }

    private static boolean isPath(String text) {
        return text.indexOf(':') < 0 && text.matches(".*[/.].*");
    }

    private static int count(String scheme, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    scheme + ":N takes a number of " + scheme + " to learn from, not '" + text + "'", e);
        }
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
