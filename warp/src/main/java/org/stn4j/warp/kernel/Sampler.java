package org.stn4j.warp.kernel;

/**
 * One kind of interpolation, over a stretch {@code from … to - 1} of a tile's samples.
 *
 * <p>Coordinates are input pixels; the window holds every tap of every sample in the stretch.
 */
public interface Sampler {

    /** Taps to the left of (and above) the pixel at or before a sample. */
    int before();

    /** Taps to the right of (and below) the pixel at or before a sample. */
    int after();

    /**
     * Finds the taps of the samples at {@code (xs, ys)}.
     *
     * @param left pixel column of the window's first column
     * @param top pixel row of the window's first row
     * @param taps is written; its stride is set already
     */
    void locate(float[] xs, float[] ys, int from, int to, int left, int top, Taps taps);

    /** Brings the places into the bounds, as {@link Kernels#clamp} does, and finds the taps; the places need not be kept. */
    default void clampAndLocate(
            float[] xs, float[] ys, int from, int to, Kernels.Bounds bounds, int left, int top, Taps taps) {
        Kernels.active().clamp(xs, ys, from, to, bounds);
        locate(xs, ys, from, to, left, top, taps);
    }

    /** Writes the interpolated values. */
    void read(float[] window, Taps taps, int from, int to, float[] values);

    /**
     * Computes the gradient with respect to the coordinates from that with respect to the values.
     *
     * <p>The first channel comes before all others, with {@code add} unset; what a sampler keeps of it in the taps is
     * there for them.
     *
     * @param add whether to add to what is in {@code dxs} and {@code dys}, as all channels after the first do
     */
    void coordinateGradient(
            float[] window, Taps taps, int from, int to, float[] gradient, float[] dxs, float[] dys, boolean add);

    /**
     * Writes the gradient with respect to the image into a window of its own: the transposed of {@link #read}.
     *
     * @param size floats of the window; all of them are written, with zero where no sample reads
     */
    void scatter(float[] gradientWindow, int size, Taps taps, int from, int to, float[] gradient);
}
