package org.stn4j.data;

import org.stn4j.warp.ImageSize;

/**
 * Channels, height and width of a picture, stored as {@code [C, H, W]}.
 *
 * @param channels number of channels, at least 1
 * @param height number of rows, at least 1
 * @param width number of columns, at least 1
 */
public record ImageShape(int channels, int height, int width) {
    public ImageShape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "a picture has at least one channel, row and column, not " + channels + "x" + height + "x" + width);
        }
        // In double: three ints can overflow a long.
        if ((double) channels * height * width > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a picture has at most 2^31-1 values, not " + channels + "x" + height + "x" + width);
        }
    }

    /** Number of values of one picture: channels × height × width. */
    public int values() {
        return channels * height * width;
    }

    /** Height and width. */
    public ImageSize size() {
        return new ImageSize(height, width);
    }

    /** The same number of channels at another size. */
    public ImageShape withSize(int newHeight, int newWidth) {
        return new ImageShape(channels, newHeight, newWidth);
    }

    @Override
    public String toString() {
        return channels + "x" + height + "x" + width;
    }
}
