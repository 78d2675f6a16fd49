package org.stn4j.data;

import java.util.random.RandomGenerator;

/** Leaves the picture as it is. */
record Unchanged() implements Distortion {

    @Override
    public String name() {
        return "none";
    }

    @Override
    public ImageShape output(ImageShape input) {
        return input;
    }

    @Override
    public void apply(Dataset source, int index, RandomGenerator random, float[] into, int offset) {
        source.read(index, into, offset);
    }
}
