package org.stn4j.warp.kernel;

import java.util.Optional;
import org.stn4j.warp.Interpolation;

/** A backend: one implementation of everything that a warp spends its time in. */
public interface Kernels {

    /** The backend in use, chosen once. */
    static Kernels active() {
        return Backend.kernels();
    }

    /** Name of the backend, with its vector width where it has one. */
    String name();

    /** The loops of an interpolation. */
    Sampler sampler(Interpolation interpolation);

    /** The loops of an interpolation for many channels at once, where this backend has any. */
    default Optional<GroupSampler> groupSampler(Interpolation interpolation) {
        return Optional.empty();
    }

    /** Brings channels together for a {@link GroupSampler}; for one thread. */
    default ChannelLanes channelLanes() {
        return new ScalarLanes();
    }

    /**
     * The sums of {@code values}, {@code values·first} and {@code values·second} over their first {@code n} numbers.
     * Partial sums are kept in an order that depends on {@code n} alone.
     */
    Moments moments(float[] values, float[] first, float[] second, int n);

    /** Writes {@code numerator / denominator + start} for each of {@code n} pixels, given by column and row. */
    void quotients(
            float[] columns,
            float[] rows,
            int n,
            LinearForm numerator,
            LinearForm denominator,
            float start,
            float[] into);

    /** Writes {@code values / denominator} for each of {@code n} pixels. */
    void divide(float[] columns, float[] rows, int n, float[] values, LinearForm denominator, float[] into);

    /**
     * Adds the sums of the functions, each times its weight, to {@code xs} and {@code ys}.
     *
     * @param weights those for x, then those for y
     */
    void combine(Basis basis, float[] weights, float[] xs, float[] ys);

    /** The transposed of {@link #combine}: adds the products of gradients and functions to {@code sums}. */
    void project(Basis basis, float[] dxs, float[] dys, double[] sums);

    /** The least and the greatest of some numbers, of which NaN is none; twice 0 where no number is left. */
    Range range(float[] values, int from, int to);

    /**
     * Brings coordinates into {@code bounds}, so that a small window holds all that a sample beyond it would read. A
     * pair of which one is NaN or infinite becomes the bounds' undefined place.
     */
    void clamp(float[] xs, float[] ys, int from, int to, Bounds bounds);

    /** A stretch of numbers, both ends in it. */
    record Range(float least, float greatest) {}

    /** Sums over a block: of a gradient, and of its products with the samples' columns and rows. */
    record Moments(double zeroth, double first, double second) {}

    /**
     * A rectangle of places, in input pixels.
     *
     * @param undefinedX where a pair of coordinates goes that is not finite
     */
    record Bounds(float minX, float maxX, float minY, float maxY, float undefinedX, float undefinedY) {}
}
