package org.stn4j.data;

import java.util.Objects;

/**
 * Some pictures of another set, at equal distances, in its order: a look at all of a set that is sorted by classes.
 *
 * @param whole the other set
 * @param size how many pictures, from 1 to those of the whole set
 */
public record Spaced(Dataset whole, int size) implements Selection {
    public Spaced {
        if (size < 1 || size > whole.size()) {
            throw new IllegalArgumentException(
                    size + " pictures are no part of " + whole.name() + ", which has " + whole.size());
        }
    }

    @Override
    public int at(int index) {
        return (int) ((long) Objects.checkIndex(index, size) * whole.size() / size);
    }
}
