package org.stn4j.nn.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;

/**
 * An open safetensors file: named tensors, each read when it is asked for.
 *
 * <p>The format: the header's length as eight bytes, little endian; the header, a JSON object in UTF-8 that gives each
 * tensor's type, shape and place, and texts of one's own under {@code __metadata__}; then the tensors' bytes, which
 * cover the rest of the file without gap or overlap. A file that does not keep to this is refused when it is opened, and
 * nothing larger than the file is ever allocated for it.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">the published description</a>
 */
public final class Safetensors implements Closeable {
    /** The largest header that the reference implementation reads, in bytes. */
    public static final long LARGEST_HEADER = 100_000_000;

    static final int PIECE = 1 << 20;

    private final Path path;
    private final FileChannel channel;
    private final long dataStart;
    private final SafetensorsHeader header;

    private Safetensors(Path path, FileChannel channel, long dataStart, SafetensorsHeader header) {
        this.path = path;
        this.channel = channel;
        this.dataStart = dataStart;
        this.header = header;
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws IOException if it cannot be read or is no such file; one line that names it
     */
    public static Safetensors open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new IOException(path + ": this is a folder, not a safetensors file");
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ);
        } catch (IOException e) {
            throw new IOException(path + ": " + AtomicFile.reason(e), e);
        }
        try {
            return open(path, channel);
        } catch (IOException e) {
            channel.close();
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    private static Safetensors open(Path path, FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < Long.BYTES) {
            throw new IOException("not a safetensors file: it has only " + size + " bytes");
        }
        long length = read(channel, 0, Long.BYTES).getLong();
        // An unsigned number: one beyond the range of a long reads as negative.
        if (length < 0 || length > size - Long.BYTES) {
            throw new IOException("not a safetensors file, or cut off: its header would be "
                    + Long.toUnsignedString(length) + " bytes long, and the file has " + size);
        }
        if (length > LARGEST_HEADER) {
            throw new IOException(
                    "its header of " + length + " bytes is longer than the " + LARGEST_HEADER + " that are allowed");
        }
        char[] json = text(read(channel, Long.BYTES, (int) length));
        if (json.length == 0 || json[0] != '{') {
            throw new IOException("not a safetensors file: its header does not start with a brace");
        }
        long dataStart = Long.BYTES + length;
        return new Safetensors(path, channel, dataStart, SafetensorsHeader.parse(json, size - dataStart));
    }

    private static char[] text(ByteBuffer utf8) throws IOException {
        try {
            var decoded = StandardCharsets.UTF_8.newDecoder().decode(utf8);
            char[] text = new char[decoded.remaining()];
            decoded.get(text);
            return text;
        } catch (CharacterCodingException e) {
            throw new IOException("not a safetensors file: its header is not UTF-8 text", e);
        }
    }

    /** Texts that the writer of the file left in it; empty if there are none. */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(header.metadata());
    }

    /** What the file holds, by name, in the order of the bytes. */
    public Map<String, TensorInfo> tensors() {
        return Collections.unmodifiableMap(header.tensors());
    }

    /**
     * Reads one tensor.
     *
     * @throws IllegalArgumentException if there is none of that name
     * @throws IOException if it cannot be read, or is larger than the 2 GiB of a buffer
     */
    public RawTensor read(String name) throws IOException {
        TensorInfo info = header.tensors().get(name);
        if (info == null) {
            throw new IllegalArgumentException(path + ": there is no tensor '" + name + "'");
        }
        if (info.bytes() > Integer.MAX_VALUE - 8) {
            throw new IOException(path + ": tensor '" + name + "' of " + info.bytes() + " bytes is larger than 2 GiB");
        }
        try {
            return new RawTensor(
                    info.dtype(), info.shape(), read(channel, dataStart + info.begin(), (int) info.bytes()));
        } catch (IOException e) {
            throw new IOException(path + ": tensor '" + name + "': " + AtomicFile.reason(e), e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        // A heap buffer, not a mapping: a file that another process cuts off is then an error, not a crash of the JVM.
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.position() < length) {
            // In pieces, because the JDK copies each one through native memory of the same size.
            bytes.limit(Math.min(length, bytes.position() + PIECE));
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        return bytes.flip();
    }

    /**
     * Writes a file, in the place of one that may be there, whole or not at all.
     *
     * <p>Tensors of large elements come first and then by name, as the reference implementation has them, so that each
     * starts at a multiple of its elements' size; the same content always gives the same bytes.
     *
     * @throws IllegalArgumentException if a tensor has the name {@code __metadata__}, or the header is too long
     * @throws IOException if it cannot be written; one line that names the file
     */
    public static void write(Path path, Map<String, String> metadata, Map<String, RawTensor> tensors)
            throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter(metadata, tensors);
        AtomicFile.write(path, writer::writeTo);
    }
}
