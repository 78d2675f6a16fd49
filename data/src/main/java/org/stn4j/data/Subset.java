package org.stn4j.data;

import java.util.Objects;

/**
 * A run of consecutive pictures of another set.
 *
 * @param whole the other set
 * @param from its first picture that is in the run
 * @param to its first one after the run
 */
public record Subset(Dataset whole, int from, int to) implements Selection {

    /** @throws IllegalArgumentException where that is not a non-empty part of the set */
    public Subset {
        if (from < 0 || to > whole.size() || from >= to) {
            throw new IllegalArgumentException("pictures " + from + " to " + to + " are no part of " + whole.name()
                    + ", which has " + whole.size());
        }
    }

    @Override
    public String name() {
        return whole.name() + "[" + from + ".." + (to - 1) + "]";
    }

    @Override
    public int size() {
        return to - from;
    }

    @Override
    public int at(int index) {
        return from + Objects.checkIndex(index, size());
    }
}
