package org.stn4j.nn;

import org.stn4j.warp.ImageSize;

/**
 * Size of what flows between two layers, for one image: channels, rows and columns.
 *
 * <p>A vector of n features is a shape of n channels of 1x1.
 *
 * @param channels number of channels, at least 1
 * @param height number of rows, at least 1
 * @param width number of columns, at least 1
 */
public record Shape(int channels, int height, int width) {
    public Shape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException("a shape has at least one channel, one row and one column, not "
                    + channels + "x" + height + "x" + width);
        }
        if ((double) channels * height * width > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a shape has at most 2^31-1 values, not " + channels + "x" + height + "x" + width);
        }
    }

    /** A vector of features. */
    public static Shape vector(int features) {
        return new Shape(features, 1, 1);
    }

    /** Reads {@code "1x42x42"}: channels, height, width. */
    public static Shape parse(String text) {
        String[] parts = text.trim().split("x", -1);
        try {
            if (parts.length == 3) {
                return new Shape(
                        Integer.parseInt(parts[0].trim()),
                        Integer.parseInt(parts[1].trim()),
                        Integer.parseInt(parts[2].trim()));
            }
        } catch (NumberFormatException e) {
            // Reported below, together with every other malformed text.
        }
        throw new IllegalArgumentException(
                "a shape is written CHANNELSxHEIGHTxWIDTH, such as 1x28x28, not '" + text + "'");
    }

    /** Number of values in all. */
    public int values() {
        return channels * height * width;
    }

    /** Rows and columns. */
    public ImageSize image() {
        return new ImageSize(height, width);
    }

    @Override
    public String toString() {
        return channels + "x" + height + "x" + width;
    }
}
