package org.stn4j.data;

import java.util.random.RandomGenerator;

/**
 * A random change of a picture: its size afterwards, and how one is drawn.
 *
 * <p>Immutable and thread-safe. All chance comes from the {@code random} that is handed in, so that the same stream
 * draws the same picture.
 */
public interface Distortion {

    /** The name on the command line and in reports. */
    String name();

    /** Shape of the pictures that are made from pictures of shape {@code input}. */
    ImageShape output(ImageShape input);

    /**
     * The same at another strength, for a training that begins with what is easy, or goes beyond what is measured; its
     * pictures have the same shape. One that has no strength to be changed returns itself.
     *
     * @param strength from 0, where pictures are upright, of their own size and in the middle, to 1, which is this one;
     *     above 1, its ranges are wider in proportion
     * @throws IllegalArgumentException if this one cannot be so strong
     */
    default Distortion atStrength(double strength) {
        return this;
    }

    /**
     * Draws a distorted picture, {@code output(source.shape())}, into {@code into[offset], …}.
     *
     * @param source where the picture, and others as clutter, come from
     * @param index number of the picture
     */
    void apply(Dataset source, int index, RandomGenerator random, float[] into, int offset);
}
