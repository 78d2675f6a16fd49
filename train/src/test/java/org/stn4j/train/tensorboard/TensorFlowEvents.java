package org.stn4j.train.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.proto.Event;

/** Reads event files as TensorFlow does: its classes take the messages apart, and every checksum counts. */
public final class TensorFlowEvents {
    private TensorFlowEvents() {}

    /** All events of a file, that of the version among them; fails at the first byte that is not right. */
    public static List<Event> read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] length = new byte[8];
            bytes.get(length);
            check(length, bytes.getInt());
            byte[] content = new byte
                    [Math.toIntExact(ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong())];
            bytes.get(content);
            check(content, bytes.getInt());
            events.add(Event.parseFrom(content));
        }
        return events;
    }

    private static void check(byte[] content, int masked) {
        int rotated = masked - 0xa282ead8;
        if (Integer.toUnsignedLong(rotated >>> 17 | rotated << 15) != slowChecksum(content)) {
            throw new IllegalStateException("a checksum is wrong");
        }
    }

    /** CRC-32C bit by bit, from its polynomial. */
    static long slowChecksum(byte[] content) {
        int sum = ~0;
        for (byte value : content) {
            sum ^= value & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                sum = sum >>> 1 ^ ((sum & 1) == 0 ? 0 : 0x82f63b78);
            }
        }
        return Integer.toUnsignedLong(~sum);
    }
}
