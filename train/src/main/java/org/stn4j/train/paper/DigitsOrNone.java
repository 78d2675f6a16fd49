package org.stn4j.train.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.stn4j.data.Dataset;
import org.stn4j.data.ImageShape;

/**
 * Each picture of another set twice: once as what it is, and once as a picture of nothing, the last class, for a
 * {@link SceneWindows} to look past it.
 *
 * @param digits the other set
 */
record DigitsOrNone(Dataset digits) implements Dataset {

    @Override
    public String name() {
        return digits.name() + " or none";
    }

    @Override
    public int size() {
        return 2 * digits.size();
    }

    @Override
    public ImageShape shape() {
        return digits.shape();
    }

    @Override
    public List<String> labels() {
        List<String> labels = new ArrayList<>(digits.labels());
        labels.add("none");
        return labels;
    }

    /** The class of nothing. */
    int none() {
        return digits.labels().size();
    }

    @Override
    public int label(int index) {
        return Objects.checkIndex(index, size()) % 2 == 0 ? digits.label(index / 2) : none();
    }

    @Override
    public void read(int index, float[] into, int offset) {
        digits.read(Objects.checkIndex(index, size()) / 2, into, offset);
    }

    @Override
    public String origin(int index) {
        return digits.origin(Objects.checkIndex(index, size()) / 2);
    }
}
