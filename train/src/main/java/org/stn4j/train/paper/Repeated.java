package org.stn4j.train.paper;

import java.util.List;
import java.util.Objects;
import org.stn4j.data.Dataset;
import org.stn4j.data.ImageShape;

/**
 * All pictures of another set, and again, so that an epoch of a small set is worth its end.
 *
 * @param whole the other set
 * @param times how often it comes, at least 1
 */
record Repeated(Dataset whole, int times) implements Dataset {

    private int at(int index) {
        return Objects.checkIndex(index, size()) % whole.size();
    }

    @Override
    public String name() {
        return whole.name();
    }

    @Override
    public int size() {
        return times * whole.size();
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
    public void read(int index, float[] into, int offset) {
        whole.read(at(index), into, offset);
    }

    @Override
    public String origin(int index) {
        return whole.origin(at(index));
    }
}
