package org.stn4j.data;

import java.util.List;

/**
 * A numbered set of labelled pictures of one shape.
 *
 * <p>Immutable and thread-safe: the same index gives the same picture, from any thread, in any order. An index outside
 * {@code 0 … size() - 1} throws {@link IndexOutOfBoundsException}.
 */
public interface Dataset {

    /** What the set is called in reports: {@code "digits"}, or the file that it came from. */
    String name();

    /** Number of pictures, at least 1. */
    int size();

    /** Shape that all pictures have. */
    ImageShape shape();

    /** Names of the classes; the position in the list is the class's number. */
    List<String> labels();

    /** Class of a picture, {@code 0 … labels().size() - 1}. */
    int label(int index);

    /**
     * Writes a picture as {@code [C, H, W]}, values 0 (background) to 1, to {@code into[offset], …}. Overwrites all
     * {@code shape().values()} values and no other.
     */
    void read(int index, float[] into, int offset);

    /** Where a picture comes from, for people: its file, where it has one of its own. */
    default String origin(int index) {
        return name() + " #" + index;
    }
}
