package org.stn4j.warp;

import java.nio.FloatBuffer;

/**
 * A {@link Transform} for one {@link Geometry}, working block by block on arrays that stay in the cache.
 *
 * <p>Immutable, and shared by all threads.
 */
public interface Mapping {

    /**
     * Number of sums that a family keeps while it goes over the blocks of one image; they become the gradient of θ in
     * {@link OfImage#finish}. Zero where each parameter belongs to one pixel.
     */
    int sums();

    /** Takes over the parameters of one image, {@code theta[offset], …}. */
    OfImage ofImage(FloatBuffer theta, int offset);

    /** The map of one image. Methods may be called for different blocks at the same time. */
    interface OfImage {

        /**
         * Writes the input places of a block's pixels into {@code xs} and {@code ys}, from index 0 on, in input pixels
         * (the centre of the first pixel is 0). Any value is allowed, NaN too.
         *
         * @param block one of those that a {@link Warp} cuts the output into
         */
        void coordinates(Block block, float[] xs, float[] ys);

        /**
         * Folds the loss's gradient with respect to those places into the gradient of θ.
         *
         * @param dxs gradient of the x coordinates in pixels; zero where a coordinate is not finite
         * @param sums the family's sums so far, of length {@link Mapping#sums}, to be added to
         * @param thetaGradient where a dense family writes at once; others leave it alone
         * @param offset index of this image's first parameter in {@code thetaGradient}
         */
        void gradient(Block block, float[] dxs, float[] dys, double[] sums, FloatBuffer thetaGradient, int offset);

        /** Turns the sums over all blocks into the gradient of θ. Dense families have nothing left to do. */
        void finish(double[] sums, FloatBuffer thetaGradient, int offset);
    }
}
