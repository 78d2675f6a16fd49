package org.stn4j.nn.torch.learn;

import java.util.Arrays;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.Shape;

/** Makes tensors of images, preprocessed. */
final class Inputs {
    private final Shape shape;
    private final Preprocessing preprocessing;
    private final boolean plain;

    Inputs(Shape shape, Preprocessing preprocessing) {
        this.shape = shape;
        this.preprocessing = preprocessing;
        this.plain = preprocessing.equals(Preprocessing.none(shape.channels()));
    }

    /**
     * A tensor {@code [N, C, H, W]} of the first images of an array, which stays as it is.
     *
     * @throws IllegalArgumentException if they are fewer than one, or more than it holds; one line
     */
    Tensor tensor(float[] images, int size, Device device) {
        if (size < 1 || (long) size * shape.values() > images.length) {
            throw new IllegalArgumentException(
                    size + " images of " + shape + " do not fit the " + images.length + " numbers given");
        }
        if (plain) {
            return Values.images(images, size, shape, device);
        }
        float[] changed = Arrays.copyOf(images, size * shape.values());
        for (int i = 0; i < size; i++) {
            preprocessing.apply(changed, i * shape.values(), shape.image().pixels());
        }
        return Values.images(changed, size, shape, device);
    }
}
