package org.stn4j.train.tensorboard;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32C;
import org.stn4j.nn.file.AtomicFile;

/**
 * An event file that grows: records are put to its end and never changed, so that TensorBoard can read along.
 *
 * <p>A record is the length of its content (8 bytes), a checksum of these bytes (4), the content, and a checksum of it (4);
 * numbers are little endian, checksums CRC-32C, turned and moved as TensorFlow has them. The first content is an event
 * with the version of the format.
 *
 * @see <a href="https://www.tensorflow.org/tutorials/load_data/tfrecord#tfrecords_format_details">the format</a>
 */
public final class EventFile implements Closeable {
    private static final int HEAD = Long.BYTES + Integer.BYTES;
    private static final int FRAME = HEAD + Integer.BYTES;

    private final Path path;
    private final FileChannel channel;
    private int events;

    private EventFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Opens a file, which is made if it is not there. What a process that was killed left of a record is cut off, and so
     * is everything from the first event on that is not of the expected step.
     *
     * @param steps the steps of the events that are to stay, in their order
     * @param wallTime the time, for a file that is new
     * @throws IOException if it cannot be read or written; one line that names the file
     */
    public static EventFile open(Path path, List<Long> steps, double wallTime) throws IOException {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            EventFile file = new EventFile(path, channel);
            file.keep(steps, wallTime);
            return file;
        } catch (IOException e) {
            if (channel != null) {
                channel.close();
            }
            throw new IOException("cannot write " + path + ": " + AtomicFile.reason(e), e);
        }
    }

    private void keep(List<Long> steps, double wallTime) throws IOException {
        Optional<byte[]> first = read();
        if (first.isEmpty() || !Event.isVersion(first.get())) {
            channel.truncate(0);
            write(Event.version(wallTime));
            return;
        }
        long end = channel.position();
        while (events < steps.size()) {
            OptionalLong step = read().map(Event::step).orElse(OptionalLong.empty());
            if (step.isEmpty() || step.getAsLong() != steps.get(events)) {
                break;
            }
            events++;
            end = channel.position();
        }
        // Only where there is something: whoever reads along need not be startled.
        if (channel.size() > end) {
            channel.truncate(end);
        }
        channel.position(end);
    }

    /** The content of the record at the position, and the position behind it; nothing if it is not whole. */
    private Optional<byte[]> read() throws IOException {
        long left = channel.size() - channel.position();
        if (left < FRAME) {
            return Optional.empty();
        }
        byte[] head = read(HEAD);
        ByteBuffer numbers = little(head);
        long length = numbers.getLong();
        // In this order: a length that is not one must not be allocated.
        if (numbers.getInt() != checksum(head, 0, Long.BYTES) || length < 0 || length > left - FRAME) {
            return Optional.empty();
        }
        byte[] content = read(Math.toIntExact(length));
        return little(read(Integer.BYTES)).getInt() == checksum(content, 0, content.length)
                ? Optional.of(content)
                : Optional.empty();
    }

    private byte[] read(int size) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[size]);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new IOException("it became shorter while it was read");
            }
        }
        return bytes.array();
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Number of events in the file, that of the version not counted. */
    public int events() {
        return events;
    }

    /**
     * Puts an event to the end.
     *
     * @throws IOException if it cannot be written; one line that names the file
     */
    public void append(Event event) throws IOException {
        try {
            write(event.toBytes());
        } catch (IOException e) {
            throw new IOException("cannot write " + path + ": " + AtomicFile.reason(e), e);
        }
        events++;
    }

    private void write(byte[] content) throws IOException {
        byte[] record = new byte[FRAME + content.length];
        ByteBuffer bytes = little(record);
        bytes.putLong(content.length);
        bytes.putInt(checksum(record, 0, Long.BYTES));
        bytes.put(content);
        bytes.putInt(checksum(content, 0, content.length));
        bytes.flip();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** CRC-32C, and over it TensorFlow's mask: checksums of data with checksums in them are poor ones. */
    static int checksum(byte[] bytes, int from, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, length);
        return Integer.rotateRight((int) sum.getValue(), 15) + 0xa282ead8;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
