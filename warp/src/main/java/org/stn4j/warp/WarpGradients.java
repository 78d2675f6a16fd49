package org.stn4j.warp;

import java.nio.FloatBuffer;

/**
 * Where the gradients of a backward pass go. They are written, not added to; what is null is not computed.
 *
 * @param input gradient of the images, {@code [N, C, H, W]}, or null
 * @param theta gradient of the parameters, {@code [N, P]}, or null
 */
public record WarpGradients(FloatBuffer input, FloatBuffer theta) {

    /** The gradient of the images alone. */
    public static WarpGradients forInput(FloatBuffer input) {
        return new WarpGradients(input, null);
    }

    /** The gradient of the parameters alone: the one wanted where the images are the network's input. */
    public static WarpGradients forTheta(FloatBuffer theta) {
        return new WarpGradients(null, theta);
    }

    /** Both gradients. */
    public static WarpGradients forBoth(FloatBuffer input, FloatBuffer theta) {
        return new WarpGradients(input, theta);
    }
}
