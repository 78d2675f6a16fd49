package org.stn4j.warp;

/**
 * Height and width of an image in pixels.
 *
 * @param height number of rows, at least 1
 * @param width number of columns, at least 1
 */
public record ImageSize(int height, int width) {
    public ImageSize {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "an image has at least one row and one column, not " + height + "x" + width);
        }
        if ((long) height * width > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("an image has at most 2^31-1 pixels, not " + height + "x" + width);
        }
    }

    /** Reads {@code "28x42"}: height, then width. */
    public static ImageSize parse(String text) {
        String[] parts = text.trim().split("x", -1);
        try {
            if (parts.length == 2) {
                return new ImageSize(Integer.parseInt(parts[0].trim()), Integer.parseInt(parts[1].trim()));
            }
        } catch (NumberFormatException e) {
            // Reported below, together with every other malformed text.
        }
        throw new IllegalArgumentException("a size is written HEIGHTxWIDTH, such as 28x28, not '" + text + "'");
    }

    /** Number of pixels of one channel. */
    public int pixels() {
        return height * width;
    }

    @Override
    public String toString() {
        return height + "x" + width;
    }
}
