package org.stn4j.data.picture;

import java.awt.image.BufferedImage;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Planes;

/**
 * A decoded picture, upright and opaque: one channel for grey, three for all others.
 *
 * <p>It keeps the pixels as they were decoded; {@link #planes} makes floats of all of them, {@link #resized} only of as
 * many as are asked for. Immutable, as long as nobody paints on the image that it was made of.
 */
public final class Picture {
    private final PixelRows rows;
    private final Orientation orientation;

    Picture(BufferedImage image, Orientation orientation) {
        this(new DecodedRows(image), orientation);
    }

    private Picture(PixelRows rows, Orientation orientation) {
        this.rows = rows;
        this.orientation = orientation;
    }

    /** An image that the program has, such as one from a camera; transparency is laid on white. */
    public static Picture of(BufferedImage image) {
        return new Picture(image, Orientation.UPRIGHT);
    }

    /** An image of one or three channels that is there as floats. */
    public static Picture of(Planes planes) {
        if (planes.channels() != 1 && planes.channels() != 3) {
            throw new IllegalArgumentException("a picture has 1 or 3 channels, not " + planes.channels());
        }
        return new Picture(PixelRows.of(planes), Orientation.UPRIGHT);
    }

    /** 1 for grey, 3 for red, green and blue. */
    public int channels() {
        return rows.channels();
    }

    /** Whether its samples have more than eight bits. */
    public boolean isDeep() {
        return rows.isDeep();
    }

    /** Height and width, upright. */
    public ImageSize size() {
        return orientation.turned(rows.size());
    }

    /** All pixels at their full depth. */
    public Planes planes() {
        return orientation.apply(rows.planes());
    }

    /** The picture at another size, without aliasing. */
    public Planes resized(ImageSize size) {
        return orientation.apply(Resampling.resize(rows, orientation.turned(size)));
    }
}
