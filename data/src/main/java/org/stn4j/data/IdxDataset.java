package org.stn4j.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Pictures and labels from a pair of IDX files, such as MNIST's, held in memory as they are stored.
 *
 * <p>Pictures are {@code N×H×W}, or {@code N×C×H×W} with 1 to 4 channels; unsigned bytes are divided by 255, floats are
 * taken as they are and have to lie between 0 and 1. Labels are {@code N} unsigned bytes.
 */
public final class IdxDataset implements Dataset {
    private final IdxFile images;
    private final byte[] classes;
    private final ImageShape shape;
    private final List<String> labels;
    private final ByteBuffer floats;

    private IdxDataset(IdxFile images, byte[] classes, ImageShape shape, List<String> labels) {
        this.images = images;
        this.classes = classes;
        this.shape = shape;
        this.labels = labels;
        this.floats = ByteBuffer.wrap(images.values()).order(ByteOrder.BIG_ENDIAN);
    }

    /**
     * Reads both files, plain or gzip. The classes are the numbers from 0 to the largest label.
     *
     * @throws DataFileException where a file is missing or broken, or the two do not belong together
     */
    public static IdxDataset read(Path imageFile, Path labelFile) throws IOException {
        IdxFile labels = IdxFile.read(labelFile);
        if (labels.type() != IdxFile.Type.UNSIGNED_BYTE || labels.dimensions() != 1) {
            throw new DataFileException(
                    labelFile, "is no label file: labels are one dimension of unsigned bytes; are the files swapped?");
        }
        IdxFile images = IdxFile.read(imageFile);
        ImageShape shape = shape(images);
        if (images.dimension(0) != labels.dimension(0)) {
            throw new DataFileException(
                    imageFile,
                    "holds " + images.dimension(0) + " pictures, but " + labelFile + " holds " + labels.dimension(0)
                            + " labels; they do not belong together");
        }
        if (images.type() == IdxFile.Type.FLOAT) {
            checkRange(images);
        }
        byte[] classes = labels.values();
        int largest = 0;
        for (byte label : classes) {
            largest = Math.max(largest, label & 0xff);
        }
        return new IdxDataset(images, classes, shape, numbered(largest + 1));
    }

    /** The same pictures with a longer list of classes: where another split of the set has labels that this one lacks. */
    IdxDataset withClasses(int count) {
        return count == labels.size() ? this : new IdxDataset(images, classes, shape, numbered(count));
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    private static ImageShape shape(IdxFile images) throws DataFileException {
        int axes = images.dimensions();
        if (axes < 3) {
            throw new DataFileException(
                    images.file(), "is no picture file: it has " + axes + " dimension(s), pictures have 3 or 4");
        }
        int channels = axes == 4 ? images.dimension(1) : 1;
        if (channels > 4) {
            throw new DataFileException(
                    images.file(),
                    "has " + channels + " channels; four dimensions are read as pictures × channels × rows × columns");
        }
        return new ImageShape(channels, images.dimension(axes - 2), images.dimension(axes - 1));
    }

    private static void checkRange(IdxFile images) throws DataFileException {
        ByteBuffer values = ByteBuffer.wrap(images.values()).order(ByteOrder.BIG_ENDIAN);
        while (values.hasRemaining()) {
            float value = values.getFloat();
            // Written so that NaN is refused too.
            if (!(value >= 0 && value <= 1)) {
                throw new DataFileException(
                        images.file(), "holds the value " + value + "; scale the pictures to lie between 0 and 1");
            }
        }
    }

    @Override
    public String name() {
        return images.file().toString();
    }

    @Override
    public int size() {
        return classes.length;
    }

    @Override
    public ImageShape shape() {
        return shape;
    }

    @Override
    public List<String> labels() {
        return labels;
    }

    @Override
    public int label(int index) {
        return classes[Objects.checkIndex(index, classes.length)] & 0xff;
    }

    @Override
    public void read(int index, float[] into, int offset) {
        int count = shape.values();
        int first = Objects.checkIndex(index, classes.length) * count;
        Objects.checkFromIndexSize(offset, count, into.length);
        if (images.type() == IdxFile.Type.FLOAT) {
            for (int i = 0; i < count; i++) {
                into[offset + i] = floats.getFloat(4 * (first + i));
            }
        } else {
            byte[] bytes = images.values();
            for (int i = 0; i < count; i++) {
                into[offset + i] = (bytes[first + i] & 0xff) / 255f;
            }
        }
    }
}
