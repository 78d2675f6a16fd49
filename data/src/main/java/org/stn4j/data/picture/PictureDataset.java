package org.stn4j.data.picture;

import java.util.List;
import java.util.Objects;
import org.stn4j.data.Dataset;
import org.stn4j.data.ImageShape;

/** Pictures of files, decoded and fitted to one shape. */
final class PictureDataset implements Dataset {
    private static final ThreadLocal<byte[]> BYTES = ThreadLocal.withInitial(() -> new byte[0]);

    private final String name;
    private final ImageShape shape;
    private final List<String> labels;
    private final PixelStore pixels;
    private final List<String> files;
    private final int[] places;
    private final int[] classes;

    /**
     * A part of some pictures.
     *
     * @param files their names
     * @param places where each is in {@code pixels}
     * @param classes number of each one's label
     */
    PictureDataset(
            String name,
            ImageShape shape,
            List<String> labels,
            PixelStore pixels,
            List<String> files,
            int[] places,
            int[] classes) {
        this.name = name;
        this.shape = shape;
        this.labels = List.copyOf(labels);
        this.pixels = pixels;
        this.files = List.copyOf(files);
        this.places = places;
        this.classes = classes;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return places.length;
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
        return classes[Objects.checkIndex(index, classes.length)];
    }

    @Override
    public String origin(int index) {
        return files.get(index);
    }

    @Override
    public void read(int index, float[] into, int offset) {
        int values = shape.values();
        int place = places[Objects.checkIndex(index, places.length)];
        Objects.checkFromIndexSize(offset, values, into.length);
        byte[] bytes = BYTES.get();
        if (bytes.length < values) {
            bytes = new byte[values];
            BYTES.set(bytes);
        }
        pixels.read(place, bytes);
        for (int i = 0; i < values; i++) {
            into[offset + i] = ByteValue.of(bytes[i]);
        }
    }
}
