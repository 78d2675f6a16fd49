package org.stn4j.warp;

import java.nio.FloatBuffer;

/**
 * A {@link Transform} for one {@link Geometry}, working row by row on arrays that stay in the first-level cache.
 *
 * <p>Immutable, and shared by all threads.
 */
public interface Mapping {

    /**
     * Number of sums that a family keeps while it goes over the rows of one image; they become the gradient of θ in
     * {@link Rows#finish}. Zero where each parameter belongs to one pixel.
     */
    int sums();

    /** Takes over the parameters of one image, {@code theta[offset], …}. */
    Rows rows(FloatBuffer theta, int offset);

    /** The map of one image. Methods may be called for different rows at the same time. */
    interface Rows {

        /**
         * Writes the input places of output pixels {@code (row, from) … (row, to - 1)} into {@code xs[at], …} and
         * {@code ys[at], …}, in input pixels (the centre of the first pixel is 0). Any value is allowed, NaN too.
         */
        void coordinates(int row, int from, int to, float[] xs, float[] ys, int at);

        /**
         * Folds the loss's gradient with respect to those places into the gradient of θ.
         *
         * @param dxs gradient of the x coordinates in pixels, from index {@code at} on; always finite where the
         *     coordinates are
         * @param sums the family's sums so far, of length {@link Mapping#sums}, to be added to
         * @param thetaGradient where a dense family writes at once; others leave it alone
         * @param offset index of this image's first parameter in {@code thetaGradient}
         */
        void gradient(
                int row,
                int from,
                int to,
                float[] dxs,
                float[] dys,
                int at,
                double[] sums,
                FloatBuffer thetaGradient,
                int offset);

        /** Turns the sums over all rows into the gradient of θ. Dense families have nothing left to do. */
        void finish(double[] sums, FloatBuffer thetaGradient, int offset);
    }
}
