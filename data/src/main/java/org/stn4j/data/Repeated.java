package org.stn4j.data;

import java.util.Objects;

/**
 * All pictures of another set, and again, so that an epoch of a small set is worth its end.
 *
 * @param whole the other set
 * @param times how often it comes, at least 1
 */
public record Repeated(Dataset whole, int times) implements Selection {
    public Repeated {
        if (times < 1) {
            throw new IllegalArgumentException("pictures come at least once, not " + times + " times");
        }
    }

    @Override
    public int at(int index) {
        return Objects.checkIndex(index, size()) % whole.size();
    }

    @Override
    public int size() {
        return Math.multiplyExact(times, whole.size());
    }
}
