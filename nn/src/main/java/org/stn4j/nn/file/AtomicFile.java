package org.stn4j.nn.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that appears whole or not at all.
 *
 * <p>It is written under another name in the same folder, forced to the disk and moved into place. Whoever opens the
 * path meanwhile, or after a crash or on a full disk, finds what was there before.
 */
public final class AtomicFile {
    private static final String UNIQUE = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Pattern TEMPORARY = Pattern.compile("[.](.+)[.]" + UNIQUE + "[.]tmp");
    private static final Pattern TEMPORARY_OF_LONG = Pattern.compile("[.]" + UNIQUE + "[.]([0-9a-f]{32})[.]tmp");

    /** Bytes of the longest name that file systems usually take. */
    private static final int LONGEST_NAME = 255;

    private AtomicFile() {}

    /** What is written into the file. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything, from position 0 on. */
        void writeTo(FileChannel channel) throws IOException;
    }

    /** Writes a file of these bytes, in the place of one that may be there. */
    public static void write(Path path, byte[] content) throws IOException {
        write(path, all(content), true);
    }

    /**
     * As {@link #write(Path, byte[])}, but leaves it to the system when the bytes reach the disk: for results of which
     * there are thousands, and which can be made again if the machine itself goes down.
     */
    public static void writeUnforced(Path path, byte[] content) throws IOException {
        write(path, all(content), false);
    }

    private static Content all(byte[] content) {
        return channel -> {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        };
    }

    /**
     * Writes a file, in the place of one that may be there.
     *
     * @throws IOException if it cannot be written; one line that names the file
     */
    public static void write(Path path, Content content) throws IOException {
        write(path, content, true);
    }

    private static void write(Path path, Content content, boolean forced) throws IOException {
        Path target = target(path);
        // Not Files.createTempFile: its files are readable by the owner only, and so would be every model.
        Path temporary =
                target.resolveSibling(temporaryName(target.getFileName().toString()));
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.writeTo(channel);
                if (forced) {
                    channel.force(true);
                }
            }
            move(temporary, target);
        } catch (IOException e) {
            throw new IOException("cannot write " + path + ": " + reason(e), e);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** With the name of the target in it, or a digest where there is no room for that. */
    private static String temporaryName(String name) {
        UUID unique = UUID.randomUUID();
        String whole = "." + name + "." + unique + ".tmp";
        return whole.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME
                ? whole
                : "." + unique + "." + digest(name) + ".tmp";
    }

    private static String digest(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }

    /**
     * Whether a file is a temporary one that was to become one of these names. It stays where the process is killed while it
     * writes.
     */
    public static boolean isTemporaryOf(Set<String> names, Path file) {
        String name = file.getFileName().toString();
        Matcher whole = TEMPORARY.matcher(name);
        Matcher ofLong = TEMPORARY_OF_LONG.matcher(name);
        return (whole.matches() && names.contains(whole.group(1)))
                || (ofLong.matches() && names.stream().map(AtomicFile::digest).anyMatch(ofLong.group(1)::equals));
    }

    /** Where the file really is: behind a link, and never in the place of a folder or a device. */
    private static Path target(Path path) throws IOException {
        if (!Files.exists(path)) {
            return path.toAbsolutePath();
        }
        if (!Files.isRegularFile(path)) {
            throw new IOException(
                    "cannot write " + path + ": it is " + (Files.isDirectory(path) ? "a folder" : "not a plain file"));
        }
        return path.toRealPath();
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Why reading or writing failed, in words; the JDK's own messages are often the path alone. */
    public static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileAlreadyExistsException || failure instanceof DirectoryNotEmptyException) {
            return "something of that name is in the way";
        }
        if (failure instanceof FileSystemException inFileSystem && inFileSystem.getReason() != null) {
            return inFileSystem.getReason();
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
