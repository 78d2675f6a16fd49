package org.stn4j.data;

import java.util.List;
import java.util.Objects;

/**
 * Pictures made for tests: the first value of number i is i / 1000, the others tell them apart.
 *
 * @param size number of pictures, at most 1000
 */
record Pictures(int size, int height, int width) implements Dataset {

    @Override
    public String name() {
        return "pictures";
    }

    @Override
    public ImageShape shape() {
        return new ImageShape(1, height, width);
    }

    @Override
    public List<String> labels() {
        return List.of("even", "odd");
    }

    @Override
    public int label(int index) {
        return Objects.checkIndex(index, size) % 2;
    }

    @Override
    public void read(int index, float[] into, int offset) {
        Objects.checkIndex(index, size);
        Objects.checkFromIndexSize(offset, height * width, into.length);
        into[offset] = index / 1000f;
        for (int i = 1; i < height * width; i++) {
            into[offset + i] = (index * 31 + i * 7) % 101 / 100f;
        }
    }
}
