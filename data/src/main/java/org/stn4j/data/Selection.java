package org.stn4j.data;

import java.util.List;

/** Pictures of another set, in some choice and order. */
interface Selection extends Dataset {

    /** The other set. */
    Dataset whole();

    /**
     * The place of a picture in the other set.
     *
     * @throws IndexOutOfBoundsException unless the index is one of this set
     */
    int at(int index);

    @Override
    default String name() {
        return whole().name();
    }

    @Override
    default ImageShape shape() {
        return whole().shape();
    }

    @Override
    default List<String> labels() {
        return whole().labels();
    }

    @Override
    default int label(int index) {
        return whole().label(at(index));
    }

    @Override
    default void read(int index, float[] into, int offset) {
        whole().read(at(index), into, offset);
    }

    @Override
    default String origin(int index) {
        return whole().origin(at(index));
    }
}
