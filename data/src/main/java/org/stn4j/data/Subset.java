package org.stn4j.data;

import java.util.List;
import java.util.Objects;

/** A run of consecutive pictures of another set. */
public final class Subset implements Dataset {
    private final Dataset whole;
    private final int from;
    private final int size;

    /**
     * Pictures {@code from … to - 1} of {@code whole}.
     *
     * @throws IllegalArgumentException where that is not a non-empty part of the set
     */
    public Subset(Dataset whole, int from, int to) {
        if (from < 0 || to > whole.size() || from >= to) {
            throw new IllegalArgumentException("pictures " + from + " to " + to + " are no part of " + whole.name()
                    + ", which has " + whole.size());
        }
        this.whole = whole;
        this.from = from;
        this.size = to - from;
    }

    @Override
    public String name() {
        return whole.name() + "[" + from + ".." + (from + size - 1) + "]";
    }

    @Override
    public int size() {
        return size;
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
        return whole.label(from + Objects.checkIndex(index, size));
    }

    @Override
    public void read(int index, float[] into, int offset) {
        whole.read(from + Objects.checkIndex(index, size), into, offset);
    }

    @Override
    public String origin(int index) {
        return whole.origin(from + Objects.checkIndex(index, size));
    }
}
