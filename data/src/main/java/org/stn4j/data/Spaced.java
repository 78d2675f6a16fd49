package org.stn4j.data;

import java.util.List;
import java.util.Objects;

/**
 * Some pictures of another set, at equal distances, in its order: a look at all of a set that is sorted by classes.
 *
 * @param whole the other set
 * @param size how many pictures, from 1 to those of the whole set
 */
public record Spaced(Dataset whole, int size) implements Dataset {
    public Spaced {
        if (size < 1 || size > whole.size()) {
            throw new IllegalArgumentException(
                    size + " pictures are no part of " + whole.name() + ", which has " + whole.size());
        }
    }

    private int at(int index) {
        return (int) ((long) Objects.checkIndex(index, size) * whole.size() / size);
    }

    @Override
    public String name() {
        return whole.name();
    }

    @Override
    public ImageShape shape() {
        return whole.shape();
    }

    @Override
    public List<String> labels() {
        return whole.labels();
    }

    @Override
    public int label(int index) {
        return whole.label(at(index));
    }

    @Override
    public String origin(int index) {
        return whole.origin(at(index));
    }

    @Override
    public void read(int index, float[] into, int offset) {
        whole.read(at(index), into, offset);
    }
}
