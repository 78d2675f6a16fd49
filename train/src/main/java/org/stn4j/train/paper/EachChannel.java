package org.stn4j.train.paper;

import java.util.List;
import java.util.random.RandomGenerator;
import org.stn4j.data.Dataset;
import org.stn4j.data.Distortion;
import org.stn4j.data.ImageShape;
import org.stn4j.data.Scratch;

/**
 * A distortion that is drawn for each channel of a picture anew, as if they were pictures of their own.
 *
 * @param single what is done to a channel
 */
record EachChannel(Distortion single) implements Distortion {

    @Override
    public String name() {
        return single.name() + " of each channel";
    }

    @Override
    public ImageShape output(ImageShape input) {
        ImageShape one = single.output(new ImageShape(1, input.height(), input.width()));
        return new ImageShape(input.channels(), one.height(), one.width());
    }

    @Override
    public Distortion atStrength(double strength) {
        return new EachChannel(single.atStrength(strength));
    }

    @Override
    public void apply(Dataset source, int index, RandomGenerator random, float[] into, int offset) {
        int values = output(source.shape()).values() / source.shape().channels();
        for (int channel = 0; channel < source.shape().channels(); channel++) {
            single.apply(new Channel(source, channel), index, random, into, offset + channel * values);
        }
    }

    /** One channel of a set's pictures. */
    private record Channel(Dataset whole, int channel) implements Dataset {
        private static final Scratch SCRATCH = new Scratch();

        @Override
        public String name() {
            return whole.name();
        }

        @Override
        public int size() {
            return whole.size();
        }

        @Override
        public ImageShape shape() {
            return new ImageShape(1, whole.shape().height(), whole.shape().width());
        }

        @Override
        public List<String> labels() {
            return whole.labels();
        }

        @Override
        public int label(int index) {
            return whole.label(index);
        }

        @Override
        public void read(int index, float[] into, int offset) {
            float[] picture = SCRATCH.picture(whole, index);
            int values = shape().values();
            System.arraycopy(picture, channel * values, into, offset, values);
        }
    }
}
