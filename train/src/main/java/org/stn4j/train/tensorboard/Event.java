package org.stn4j.train.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What TensorBoard shows of one step: TensorFlow's message {@code Event} with a {@code Summary}.
 *
 * @param wallTime when it was written, in seconds since 1970
 * @param step number of the step, 0 or more
 * @param scalars numbers, each a point of the curve of its name
 * @param images pictures
 * @see <a href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/util/event.proto">event.proto</a>
 */
public record Event(double wallTime, long step, List<Scalar> scalars, List<Image> images) {
    private static final byte STEP_KEY = 2 << 3;

    public Event {
        if (step < 0) {
            throw new IllegalArgumentException("a step is 0 or more, not " + step);
        }
        scalars = List.copyOf(scalars);
        images = List.copyOf(images);
    }

    /**
     * A number.
     *
     * @param tag its name; what is before a slash brings curves together
     */
    public record Scalar(String tag, double value) {}

    /**
     * A picture.
     *
     * @param tag its name
     * @param png the file
     */
    public record Image(String tag, int width, int height, byte[] png) {}

    byte[] toBytes() {
        List<Message> values = new ArrayList<>();
        for (Scalar scalar : scalars) {
            values.add(new Message().text(1, scalar.tag()).number(2, (float) scalar.value()));
        }
        for (Image image : images) {
            Message picture = new Message()
                    .whole(1, image.height())
                    .whole(2, image.width())
                    // Colours: red, green and blue.
                    .whole(3, 3)
                    .bytes(4, image.png());
            values.add(new Message().text(1, image.tag()).message(4, picture));
        }
        Message summary = new Message();
        values.forEach(value -> summary.message(1, value));
        return new Message()
                .number(1, wallTime)
                .whole(2, step)
                .message(5, summary)
                .toBytes();
    }

    /** The event with which a file begins. */
    static byte[] version(double wallTime) {
        return new Message().number(1, wallTime).text(3, "brain.Event:2").toBytes();
    }

    /** Whether an event is that with which a file begins. */
    static boolean isVersion(byte[] event) {
        byte[] like = version(0);
        int from = 1 + Double.BYTES;
        return event.length == like.length
                && ByteBuffer.wrap(event, from, like.length - from)
                        .equals(ByteBuffer.wrap(like, from, like.length - from));
    }

    /** The step of an event that was written here; of others nothing is known. */
    static OptionalLong step(byte[] event) {
        ByteBuffer bytes = ByteBuffer.wrap(event).order(ByteOrder.LITTLE_ENDIAN);
        int at = 1 + Double.BYTES;
        if (event.length <= at || bytes.get(at) != STEP_KEY) {
            return OptionalLong.empty();
        }
        long step = 0;
        for (int i = at + 1, shift = 0; i < event.length && shift < Long.SIZE; i++, shift += 7) {
            step |= (bytes.get(i) & 0x7fL) << shift;
            if (bytes.get(i) >= 0) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }
}
