package org.stn4j.train.rectify;

import java.util.Locale;
import java.util.Optional;
import org.stn4j.warp.ImageSize;

/**
 * How large rectified pictures become.
 *
 * @param fixed of this size; otherwise of the proportions of what the network sees, with as many pixels as the original
 *     has in the frame
 */
public record OutputSize(Optional<ImageSize> fixed) {
    /** A frame that reaches far beyond the picture makes no picture that is much larger than it. */
    static final double MOST_OF_ORIGINAL = 4;

    private static final double MOST_PIXELS = 50e6;

    /** Three colours as floats, which are more than what is written of them; an array holds so many bytes and no more. */
    private static final long MOST_BYTES_OF_A_PIXEL = 3 * Float.BYTES;

    /**
     * A size.
     *
     * @throws IllegalArgumentException if no picture can be as large; one line
     */
    public OutputSize {
        fixed.ifPresent(OutputSize::check);
    }

    private static void check(ImageSize size) {
        if (MOST_BYTES_OF_A_PIXEL * size.pixels() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a rectified picture has at most %,d pixels, and %s are %,d",
                    Integer.MAX_VALUE / MOST_BYTES_OF_A_PIXEL,
                    size,
                    size.pixels()));
        }
    }

    /** As many pixels as the original has in the frame. */
    public static final OutputSize OF_ORIGINAL = new OutputSize(Optional.empty());

    /** The size for one picture. */
    ImageSize of(ImageSize original, ImageSize glimpse, Corners corners) {
        return fixed.orElseGet(() -> {
            double most = Math.min(MOST_PIXELS, Math.max(glimpse.pixels(), MOST_OF_ORIGINAL * original.pixels()));
            double pixels = Double.isNaN(corners.area()) ? most : Math.min(most, corners.area());
            double scale = Math.sqrt(pixels / glimpse.pixels());
            return new ImageSize(side(scale * glimpse.height()), side(scale * glimpse.width()));
        });
    }

    private static int side(double pixels) {
        return (int) Math.max(1, Math.round(pixels));
    }
}
