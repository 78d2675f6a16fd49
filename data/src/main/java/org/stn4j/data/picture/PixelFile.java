package org.stn4j.data.picture;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.stn4j.data.ImageShape;
import org.stn4j.warp.ImageSize;

/**
 * A file of decoded pictures: a header, the pixels of all pictures one after another, and a list of what they are of.
 *
 * <p>It is written under another name, locked, and moved to its place when it is whole. Until then it is given a list of
 * what it has now and then, so that what a killed program decoded is not lost. The list has a checksum: a file that is
 * anything else is taken for none.
 */
final class PixelFile implements AutoCloseable {
    private static final long MAGIC = 0x53544e344a504958L;
    /** Another number whenever the same picture would be decoded to other pixels. */
    private static final int VERSION = 2;

    private static final int HEADER_BYTES = 64;
    static final String TEMPORARY = ".tmp";

    private final Path temporary;
    private final FileChannel channel;
    private final ImageShape shape;
    private long listStart;
    private int listBytes;

    private PixelFile(Path temporary, FileChannel channel, ImageShape shape) {
        this.temporary = temporary;
        this.channel = channel;
        this.shape = shape;
    }

    /** What a file holds. */
    record Content(PixelStore pixels, Map<String, Decoded> pictures, Map<String, Integer> places) {}

    /** Begins a new file; {@link #finish} puts it into its place. */
    static PixelFile create(Path target, ImageShape shape) throws IOException {
        Path temporary = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + TEMPORARY);
        // Under a name that begins otherwise, so that nobody takes it for abandoned before it is locked.
        Path unlocked = temporary.resolveSibling("new-" + temporary.getFileName());
        FileChannel channel = FileChannel.open(
                unlocked, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            channel.tryLock();
        } catch (IOException e) {
            // Not all file systems have locks; what is left behind there is cleared away when it is old.
        }
        Files.move(unlocked, temporary, StandardCopyOption.ATOMIC_MOVE);
        return new PixelFile(temporary, channel, shape);
    }

    /** Whether an unfinished file is of a program that was killed: whoever writes one holds its lock. */
    static boolean isAbandoned(Path unfinished) {
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // Held by another thread of this program.
            return false;
        } catch (IOException e) {
            // There are no locks here, or it was finished this moment.
            return false;
        }
    }

    /** Writes the pixels of one picture. Thread-safe. */
    void write(int place, byte[] pixels) throws IOException {
        writeAt(ByteBuffer.wrap(pixels, 0, shape.values()), HEADER_BYTES + (long) place * shape.values());
    }

    private void writeAt(ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /** Adds the list, moves the file to its place and opens it; places are in the order of the list. */
    Content finish(Path target, Map<String, Decoded> pictures) throws IOException {
        save(pictures);
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return open(target, shape).orElseThrow(() -> new IOException(target + " was changed by another program"));
    }

    /** Puts down which pictures the file has by now, so that they can be used should this program be killed. */
    void save(Map<String, Decoded> pictures) throws IOException {
        byte[] list = list(pictures);
        long end = HEADER_BYTES + (long) pictures.size() * shape.values();
        // Never over the list that is in force: behind the pixels, or behind that one.
        listStart = listStart == 0 || listStart >= end + list.length ? end : listStart + listBytes;
        listBytes = list.length;
        writeAt(ByteBuffer.wrap(list), listStart);
        // The header must not reach the disk before what it speaks of.
        channel.force(true);
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.putLong(MAGIC).putInt(VERSION);
        header.putInt(shape.channels()).putInt(shape.height()).putInt(shape.width());
        header.putInt(pictures.size()).putLong(listStart).putInt(listBytes).putLong(checksum(list));
        writeAt(header.rewind(), 0);
        channel.force(true);
    }

    private static byte[] list(Map<String, Decoded> pictures) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream list = new DataOutputStream(bytes);
        for (Map.Entry<String, Decoded> entry : pictures.entrySet()) {
            Decoded picture = entry.getValue();
            list.writeUTF(entry.getKey());
            list.writeLong(picture.length());
            list.writeLong(picture.modified());
            list.writeUTF(picture.digest());
            list.writeInt(picture.size() == null ? 0 : picture.size().height());
            list.writeInt(picture.size() == null ? 0 : picture.size().width());
            list.writeUTF(picture.problem());
        }
        return bytes.toByteArray();
    }

    private static long checksum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, bytes.length);
        return sum.getValue();
    }

    /** Opens a file, if there is a whole one of pictures of this shape. */
    static Optional<Content> open(Path file, ImageShape shape) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
            readAt(channel, header, 0);
            if (header.getLong() != MAGIC
                    || header.getInt() != VERSION
                    || header.getInt() != shape.channels()
                    || header.getInt() != shape.height()
                    || header.getInt() != shape.width()) {
                return Optional.empty();
            }
            int count = header.getInt();
            long start = header.getLong();
            int bytes = header.getInt();
            if (count < 0
                    || bytes < 0
                    || start < HEADER_BYTES + (long) count * shape.values()
                    || start > channel.size() - bytes) {
                return Optional.empty();
            }
            ByteBuffer list = ByteBuffer.allocate(bytes);
            readAt(channel, list, start);
            if (checksum(list.array()) != header.getLong()) {
                return Optional.empty();
            }
            return Optional.of(content(channel, shape, count, list.array()));
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static Content content(FileChannel channel, ImageShape shape, int count, byte[] bytes) throws IOException {
        DataInputStream list = new DataInputStream(new ByteArrayInputStream(bytes));
        Map<String, Decoded> pictures = new LinkedHashMap<>();
        Map<String, Integer> places = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String name = list.readUTF();
            long length = list.readLong();
            long modified = list.readLong();
            String digest = list.readUTF();
            int height = list.readInt();
            int width = list.readInt();
            ImageSize size = height == 0 ? null : new ImageSize(height, width);
            pictures.put(name, new Decoded(length, modified, digest, size, list.readUTF()));
            places.put(name, i);
        }
        return new Content(new MappedPixels(channel, HEADER_BYTES, shape.values(), count), pictures, places);
    }

    private static void readAt(FileChannel channel, ByteBuffer into, long position) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into, position + into.position()) < 0) {
                throw new IOException("the file ends too early");
            }
        }
        into.rewind();
    }

    /** Removes what was not finished. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(temporary);
    }
}
