package org.stn4j.warp;

import java.util.Arrays;

/**
 * The sizes of a warp's two images, and how normalised coordinates lie on their pixels.
 *
 * <p><b>Convention.</b> Coordinates are (x, y), x to the right, y down, normalised to [-1, 1]. With {@code alignCorners
 * = false} -1 and 1 are the outer <em>edges</em> of the corner pixels; with {@code true} their centres. Pixel
 * coordinates have the centre of the first pixel at 0.
 *
 * <p>Everything here is written from the centre of the image outwards: the distance of a pixel from the centre is a
 * whole or half number, which floating point holds exactly, and so the identity gives back the input bit for bit.
 *
 * @param input size of the image that is read
 * @param output size of the image that is made
 * @param alignCorners whether -1 and 1 are the centres of the corner pixels
 */
public record Geometry(ImageSize input, ImageSize output, boolean alignCorners) {
    /** The most pixels along a side whose whole and half coordinates a float holds exactly. */
    private static final int LONGEST_SIDE = 1 << 24;

    public Geometry {
        checkSides("input", input);
        checkSides("output", output);
    }

    private static void checkSides(String name, ImageSize size) {
        if (size.height() > LONGEST_SIDE || size.width() > LONGEST_SIDE) {
            throw new IllegalArgumentException("the " + name + " of a warp has at most " + LONGEST_SIDE
                    + " pixels along a side, as float coordinates tell no more apart, not " + size);
        }
    }

    /** Pixel coordinate of the input's centre column. */
    public double inputCentreX() {
        return (input.width() - 1) / 2.0;
    }

    /** Pixel coordinate of the input's centre row. */
    public double inputCentreY() {
        return (input.height() - 1) / 2.0;
    }

    /** Distance in pixels of an output column from the centre; exact. */
    public double outputOffsetX(int column) {
        return column - (output.width() - 1) / 2.0;
    }

    /** Distance in pixels of an output row from the centre; exact. */
    public double outputOffsetY(int row) {
        return row - (output.height() - 1) / 2.0;
    }

    /**
     * Writes the identity's places of a block into {@code xs} and {@code ys}: where families that displace start from.
     */
    void identityCoordinates(Block block, float[] xs, float[] ys) {
        float slope = (float) (inputScaleX() / outputScaleX());
        float centre = (float) inputCentreX();
        for (int column = 0; column < block.columns(); column++) {
            xs[column] = slope * (float) outputOffsetX(block.firstColumn() + column) + centre;
        }
        for (int row = 0; row < block.rows(); row++) {
            int at = row * block.columns();
            System.arraycopy(xs, 0, xs, at, block.columns());
            double v = outputOffsetY(block.firstRow() + row);
            Arrays.fill(ys, at, at + block.columns(), (float) (inputCentreY() + v * (inputScaleY() / outputScaleY())));
        }
    }

    /** Input pixels in one normalised unit, horizontally; 0 for one pixel with aligned corners, which spans nothing. */
    public double inputScaleX() {
        return halfExtent(input.width());
    }

    /** Input pixels in one normalised unit, vertically. */
    public double inputScaleY() {
        return halfExtent(input.height());
    }

    /** Output pixels in one normalised unit, horizontally; never 0, as the only pixel lies at 0 in any case. */
    public double outputScaleX() {
        return Math.max(halfExtent(output.width()), 0.5);
    }

    /** Output pixels in one normalised unit, vertically; never 0. */
    public double outputScaleY() {
        return Math.max(halfExtent(output.height()), 0.5);
    }

    private double halfExtent(int pixels) {
        return (alignCorners ? pixels - 1 : pixels) / 2.0;
    }
}
