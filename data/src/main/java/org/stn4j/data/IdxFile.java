package org.stn4j.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * One IDX file, read and checked: an array of numbers with its dimensions.
 *
 * <p>The format (LeCun, Cortes, Burges: "The MNIST database") is two zero bytes, a type code, the number of dimensions,
 * each dimension as a big-endian 32-bit number, and the values in row-major order. A gzip wrapper is recognised by its
 * first bytes, whatever the file is called. Memory grows with the bytes that are really there, never with the size
 * that the header declares.
 */
final class IdxFile {
    /** Largest number of dimensions that any reader here has a use for. */
    private static final int MAX_DIMENSIONS = 4;

    /** The kinds of numbers that are read. */
    enum Type {
        UNSIGNED_BYTE(0x08, 1),
        FLOAT(0x0D, 4);

        final int code;
        final int bytes;

        Type(int code, int bytes) {
            this.code = code;
            this.bytes = bytes;
        }
    }

    private final Path file;
    private final Type type;
    private final int[] dimensions;
    private final byte[] values;

    private IdxFile(Path file, Type type, int[] dimensions, byte[] values) {
        this.file = file;
        this.type = type;
        this.dimensions = dimensions;
        this.values = values;
    }

    Path file() {
        return file;
    }

    Type type() {
        return type;
    }

    /** Number of dimensions, 1 to 4. */
    int dimensions() {
        return dimensions.length;
    }

    /** Extent of one dimension. */
    int dimension(int axis) {
        return dimensions[axis];
    }

    /** The values as stored, big-endian; read-only by agreement. */
    byte[] values() {
        return values;
    }

    /**
     * Reads a file.
     *
     * @throws DataFileException where the file is missing, or is not a whole and exact IDX file
     */
    static IdxFile read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new DataFileException(file, "no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw new DataFileException(file, "is not a file");
        }
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return read(file, unwrapped(raw));
        } catch (ZipException e) {
            throw new DataFileException(file, "damaged gzip data (" + e.getMessage() + "); download it again", e);
        } catch (EOFException e) {
            throw new DataFileException(file, "gzip data ends too early; download it again", e);
        }
    }

    private static InputStream unwrapped(InputStream raw) throws IOException {
        raw.mark(2);
        int first = raw.read();
        int second = raw.read();
        raw.reset();
        boolean gzip = first == 0x1f && second == 0x8b;
        return gzip ? new GZIPInputStream(raw, 1 << 16) : raw;
    }

    private static IdxFile read(Path file, InputStream in) throws IOException {
        byte[] magic = in.readNBytes(4);
        if (magic.length == 0) {
            throw new DataFileException(file, "is empty; download it again");
        }
        if (magic.length < 4 || magic[0] != 0 || magic[1] != 0) {
            throw new DataFileException(
                    file, "is not an IDX file: it begins with " + hex(magic) + " instead of 00 00 and a type");
        }
        Type type = type(file, magic[2] & 0xff);
        int[] dimensions = dimensions(file, in, magic[3] & 0xff);
        long expected = type.bytes;
        for (int extent : dimensions) {
            // Both factors are below 2^31, and the product is checked before the next one.
            expected *= extent;
            if (expected > Integer.MAX_VALUE - 8) {
                throw new DataFileException(
                        file, "declares " + text(dimensions) + " values; at most 2 GB are read, split the file");
            }
        }
        // Grows with what arrives: a lying header costs nothing.
        byte[] values = in.readNBytes((int) expected);
        if (values.length < expected) {
            throw new DataFileException(
                    file,
                    "is truncated: the header declares " + text(dimensions) + ", " + expected + " bytes, but only "
                            + values.length + " follow; download it again");
        }
        if (in.read() >= 0) {
            throw new DataFileException(
                    file,
                    "goes on after the " + expected + " bytes that its header declares (" + text(dimensions)
                            + "); it is damaged, download it again");
        }
        return new IdxFile(file, type, dimensions, values);
    }

    private static Type type(Path file, int code) throws DataFileException {
        String refused = switch (code) {
            case 0x08 -> null;
            case 0x0D -> null;
            case 0x09 -> "signed bytes";
            case 0x0B -> "16-bit integers";
            case 0x0C -> "32-bit integers";
            case 0x0E -> "64-bit floats";
            default ->
                throw new DataFileException(file, "is not an IDX file: 0x%02X is no type of numbers".formatted(code));
        };
        if (refused != null) {
            throw new DataFileException(
                    file,
                    "holds %s (IDX type 0x%02X); convert it to unsigned bytes (0x08) or 32-bit floats (0x0D)"
                            .formatted(refused, code));
        }
        return code == Type.FLOAT.code ? Type.FLOAT : Type.UNSIGNED_BYTE;
    }

    private static int[] dimensions(Path file, InputStream in, int count) throws IOException {
        if (count < 1 || count > MAX_DIMENSIONS) {
            throw new DataFileException(
                    file, "has " + count + " dimensions; labels have 1, grey pictures 3, colour pictures 4");
        }
        byte[] header = in.readNBytes(4 * count);
        if (header.length < 4 * count) {
            throw new DataFileException(file, "is truncated in its header; download it again");
        }
        ByteBuffer buffer = ByteBuffer.wrap(header);
        int[] dimensions = new int[count];
        for (int axis = 0; axis < count; axis++) {
            dimensions[axis] = buffer.getInt();
            if (dimensions[axis] < 1) {
                String extent = Integer.toUnsignedString(dimensions[axis]);
                throw new DataFileException(
                        file,
                        dimensions[axis] == 0 && axis == 0
                                ? "holds nothing: its header declares 0 items"
                                : "declares an extent of " + extent + " in dimension " + (axis + 1)
                                        + "; it is damaged, download it again");
            }
        }
        return dimensions;
    }

    private static String hex(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            text.append(text.isEmpty() ? "" : " ").append("%02x".formatted(b));
        }
        return text.toString();
    }

    private static String text(int[] dimensions) {
        StringBuilder text = new StringBuilder();
        for (int extent : dimensions) {
            text.append(text.isEmpty() ? "" : "x").append(extent);
        }
        return text.toString();
    }
}
