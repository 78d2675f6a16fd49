package org.stn4j.warp.kernel;

/**
 * One kind of interpolation for several channels at once, in the lanes of vectors.
 *
 * <p>Here a window holds its pixels one after the other, and of each pixel the values of all channels. So every tap of a
 * sample is read in vectors from consecutive memory, where channel by channel it is a lookup for each. Values and
 * gradients lie in the same way, sample by sample, that of sample {@code from} first.
 *
 * <p>The number of channels is a multiple of {@link #lanes} in every call.
 */
public interface GroupSampler {

    /** Number of channels in a vector. */
    int lanes();

    /** As {@link Sampler#read}. */
    void read(float[] window, int channels, Taps taps, int from, int to, float[] values);

    /** As {@link Sampler#coordinateGradient}, summed over the channels; {@code dxs} and {@code dys} are plain. */
    void coordinateGradient(
            float[] window,
            int channels,
            Taps taps,
            int from,
            int to,
            float[] gradient,
            float[] dxs,
            float[] dys,
            boolean add);

    /** Adds to each tap its share of the samples' gradients; the window is cleared by the caller. */
    void scatter(float[] gradientWindow, int channels, Taps taps, int from, int to, float[] gradient);
}
