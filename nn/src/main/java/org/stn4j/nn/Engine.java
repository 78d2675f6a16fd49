package org.stn4j.nn;

/**
 * A trained network in use: images in, answers out, in Java's arrays. What computes them is the implementation's matter.
 *
 * <p>Images are {@code [N, C, H, W]} of the network's input shape, pixels from 0 to 1; preprocessing is done here.
 */
public interface Engine extends AutoCloseable {

    /** The network. */
    Network network();

    /**
     * The outputs for some images, {@code [N, classes]}.
     *
     * @param images the first {@code size} images of this array count
     * @param size number of images, N, at least 1
     * @throws IllegalArgumentException if it is less, or more than the array holds; one line
     */
    float[] logits(float[] images, int size);

    /**
     * The outputs for some images, and what the transformers did.
     *
     * @param images as for {@link #logits}
     * @param size as for {@link #logits}
     * @throws IllegalArgumentException as {@link #logits} does
     */
    Answer answer(float[] images, int size);

    /** Frees the weights. */
    @Override
    void close();
}
