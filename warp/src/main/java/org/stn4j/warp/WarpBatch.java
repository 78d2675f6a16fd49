package org.stn4j.warp;

import java.nio.FloatBuffer;
import java.util.Objects;

/**
 * The images of one call and how each is looked at.
 *
 * <p>Buffers are read from index 0, whatever their position; they may lie on the heap or outside it, in the machine's
 * byte order.
 *
 * @param images number of images, N, at least 0
 * @param channels number of channels of each, C, at least 1; all share the image's transform
 * @param input the images, {@code [N, C, H, W]}, or {@code [N, H, W, C]} with the channels last
 * @param theta the parameters, {@code [N, P]}
 * @param order how images, outputs and their gradients lie in memory
 */
public record WarpBatch(int images, int channels, FloatBuffer input, FloatBuffer theta, ChannelOrder order) {
    public WarpBatch {
        Objects.requireNonNull(order, "order");
        if (images < 0 || channels < 1) {
            throw new IllegalArgumentException(
                    "a batch has 0 or more images of 1 or more channels, not " + images + " of " + channels);
        }
    }

    /** A batch with the channels first. */
    public WarpBatch(int images, int channels, FloatBuffer input, FloatBuffer theta) {
        this(images, channels, input, theta, ChannelOrder.FIRST);
    }

    /** Images that lie one after the other in each image of the batch: its channels, or all of them at once. */
    int planes() {
        return order == ChannelOrder.FIRST ? channels : 1;
    }
}
