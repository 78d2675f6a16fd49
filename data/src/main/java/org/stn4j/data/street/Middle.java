package org.stn4j.data.street;

import java.util.Objects;
import java.util.random.RandomGenerator;
import org.stn4j.data.Dataset;
import org.stn4j.data.Distortion;
import org.stn4j.data.ImageShape;
import org.stn4j.data.Scratch;

/**
 * The middle of each picture, as it is.
 *
 * @param side rows and columns that are kept, at least 1; pictures have as many or more
 */
public record Middle(int side) implements Distortion {
    private static final Scratch SCRATCH = new Scratch();

    public Middle {
        if (side < 1) {
            throw new IllegalArgumentException("the middle of a picture has 1 pixel a side or more, not " + side);
        }
    }

    @Override
    public String name() {
        return "middle" + side;
    }

    @Override
    public ImageShape output(ImageShape input) {
        if (input.height() < side || input.width() < side) {
            throw new IllegalArgumentException("pictures of " + input + " have no middle of " + side + " pixels");
        }
        return input.withSize(side, side);
    }

    @Override
    public void apply(Dataset source, int index, RandomGenerator random, float[] into, int offset) {
        ImageShape shape = source.shape();
        Objects.checkFromIndexSize(offset, output(shape).values(), into.length);
        float[] picture = SCRATCH.picture(source, index);
        int top = (shape.height() - side) / 2;
        int left = (shape.width() - side) / 2;
        for (int channel = 0; channel < shape.channels(); channel++) {
            for (int row = 0; row < side; row++) {
                int from = (channel * shape.height() + top + row) * shape.width() + left;
                System.arraycopy(picture, from, into, offset + (channel * side + row) * side, side);
            }
        }
    }
}
