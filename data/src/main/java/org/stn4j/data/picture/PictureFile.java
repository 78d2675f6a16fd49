package org.stn4j.data.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.stn4j.data.DataFileException;

/**
 * Pictures in files: PNG, JPEG, GIF (its first frame), BMP, TIFF, WebP and PNM; grey, in colours or with a palette, of
 * any depth, CMYK too.
 *
 * <p>Turned as their EXIF data say; transparency is laid on white; colour profiles are not applied. What is no whole
 * picture is refused with one line, and so is what would not fit into memory: the size is known before pixels are read.
 */
public final class PictureFile {
    private static final Set<String> SUFFIXES = Arrays.stream(ImageIO.getReaderFileSuffixes())
            .filter(suffix -> !suffix.isEmpty())
            .map(suffix -> suffix.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    /** Far beyond photographs and scans. */
    private static final long MOST_BYTES = 1L << 30;

    private PictureFile() {}

    /** Whether a file's name ends as a picture's does. */
    public static boolean hasPictureName(Path file) {
        String name = String.valueOf(file.getFileName());
        return SUFFIXES.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /** The kinds of pictures that are read, for messages. */
    static String kinds() {
        return Arrays.stream(ImageIO.getReaderFormatNames())
                .map(name -> name.toUpperCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(", "));
    }

    /**
     * Reads a picture.
     *
     * @throws DataFileException if it cannot be read or is no whole picture; one line that names the file
     */
    public static Picture read(Path file) throws DataFileException {
        return decode(file, bytes(file));
    }

    /**
     * The bytes of a picture's file.
     *
     * @throws DataFileException if they cannot be read, or are far too many for a picture; one line that names the file
     */
    static byte[] bytes(Path file) throws DataFileException {
        try {
            if (Files.isDirectory(file)) {
                throw new DataFileException(file, "this is a folder, not a picture");
            }
            if (!Files.exists(file)) {
                throw new DataFileException(file, "no such file");
            }
            if (!Files.isRegularFile(file)) {
                // A pipe would be waited for, a device never ends.
                throw new DataFileException(file, "this is no plain file");
            }
            long size = Files.size(file);
            if (size > MOST_BYTES || !DecodingMemory.suffices(size)) {
                throw new DataFileException(file, "a file of " + (size >> 20) + " MiB is too large for a picture");
            }
            return Files.readAllBytes(file);
        } catch (DataFileException e) {
            throw e;
        } catch (IOException e) {
            throw new DataFileException(file, reason(e), e);
        } catch (OutOfMemoryError e) {
            throw new DataFileException(file, "it does not fit into Java's memory", e);
        }
    }

    /**
     * Size and colours of a picture, upright, without decoding it.
     *
     * @throws IOException if it is no picture
     */
    static PictureDecoder.Head head(Path file) throws IOException {
        byte[] bytes = bytes(file);
        try (PictureDecoder decoder = PictureDecoder.of(bytes)) {
            PictureDecoder.Head head = decoder.head();
            return new PictureDecoder.Head(Orientation.of(bytes).turned(head.size()), head.grey());
        } catch (RuntimeException | StackOverflowError e) {
            throw new DataFileException(file, "this picture is damaged (" + words(e) + ")", e);
        }
    }

    /**
     * Decodes a picture's bytes.
     *
     * @param file its name, for messages
     * @throws DataFileException if it is no whole picture; one line that names the file
     */
    static Picture decode(Path file, byte[] bytes) throws DataFileException {
        if (bytes.length == 0) {
            throw new DataFileException(file, "the file is empty");
        }
        try (PictureDecoder decoder = PictureDecoder.of(bytes)) {
            return new Picture(decoder.decode(), Orientation.of(bytes));
        } catch (UnusablePicture e) {
            throw new DataFileException(file, e.getMessage(), e);
        } catch (EOFException e) {
            throw new DataFileException(file, "this picture ends too early", e);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Java's readers let all of these through on bytes that they did not expect.
            throw new DataFileException(file, "this picture is damaged (" + words(e) + ")", e);
        } catch (OutOfMemoryError e) {
            throw new DataFileException(file, "it does not fit into Java's memory", e);
        }
    }

    private static String words(Throwable failure) {
        String first = String.valueOf(failure.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .strip();
        return failure.getMessage() == null || first.isEmpty()
                ? failure.getClass().getSimpleName()
                : first;
    }

    static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        return words(failure);
    }
}
