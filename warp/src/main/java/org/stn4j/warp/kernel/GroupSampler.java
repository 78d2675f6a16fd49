package org.stn4j.warp.kernel;

/**
 * One kind of interpolation for several channels at once, one in each lane of a vector.
 *
 * <p>Here a window holds its pixels one after the other, and of each pixel the values of {@link #lanes} channels. So
 * every tap of a sample is one vector from consecutive memory, where channel by channel it is a lookup for each. Values
 * and gradients lie in the same way, sample by sample, that of sample {@code from} first.
 */
public interface GroupSampler {

    /** Number of channels that are interpolated at once. */
    int lanes();

    /** As {@link Sampler#read}. */
    void read(float[] window, Taps taps, int from, int to, float[] values);

    /** As {@link Sampler#coordinateGradient}, summed over the channels; {@code dxs} and {@code dys} are plain. */
    void coordinateGradient(
            float[] window, Taps taps, int from, int to, float[] gradient, float[] dxs, float[] dys, boolean add);

    /** As {@link Sampler#scatter}. */
    void scatter(float[] gradientWindow, Taps taps, int from, int to, float[] gradient);
}
