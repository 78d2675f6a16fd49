package org.stn4j.warp.kernel;

/**
 * Where the samples of a tile read in their window: the same for every channel, so found once and used for all.
 *
 * <p>A window is a piece of one channel, row by row in an array, together with enough of what lies outside the image
 * that no tap of any sample falls beyond it. That is what frees the loops from bounds and padding.
 */
public final class Taps {
    /** Place in the window of each sample's first tap, the top left one. */
    public final int[] index;
    /** Fraction of each sample's x between its two middle taps, in [0, 1). */
    public final float[] fractionX;
    /** Fraction of each sample's y between its two middle taps, in [0, 1). */
    public final float[] fractionY;
    /** Floats from one row of the window to the next. */
    public int stride;
    /** What a sampler works out of the fractions for all channels at once, as it likes; empty until one makes room. */
    public float[] weights = new float[0];
    /** As {@link #weights}, for the gradient of the coordinates. */
    public float[] slopes = new float[0];

    private float[] scratch = new float[0];

    public Taps(int samples) {
        index = new int[samples];
        fractionX = new float[samples];
        fractionY = new float[samples];
    }

    /** Memory for intermediate results of a sampler, with whatever is in it. */
    public float[] scratch(int size) {
        if (scratch.length < size) {
            scratch = new float[size];
        }
        return scratch;
    }
}
