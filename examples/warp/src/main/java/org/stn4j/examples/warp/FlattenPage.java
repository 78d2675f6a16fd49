package org.stn4j.examples.warp;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Padding;
import org.stn4j.warp.Planes;
import org.stn4j.warp.Projective;
import org.stn4j.warp.Warp;

/**
 * Lays the photograph of a page flat, as seen from straight above.
 *
 * <p>{@code FlattenPage PHOTO OUT.png X Y X Y X Y X Y}: the page's corners in pixels of the photograph, clockwise from
 * the page's upper left.
 */
public final class FlattenPage {
    private static final ImageSize PAGE = new ImageSize(800, 600);

    private FlattenPage() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 10) {
            throw new IllegalArgumentException("give a photograph, a file to write, and four corners X Y");
        }
        BufferedImage photo = ImageIO.read(Path.of(arguments[0]).toFile());
        if (photo == null) {
            throw new IOException(arguments[0] + " is no picture that Java can read");
        }
        double[] corners = new double[8];
        for (int i = 0; i < corners.length; i += 2) {
            // From pixels to the library's coordinates: -1 and 1 are the edges of the picture.
            corners[i] = 2 * Double.parseDouble(arguments[2 + i]) / photo.getWidth() - 1;
            corners[i + 1] = 2 * Double.parseDouble(arguments[3 + i]) / photo.getHeight() - 1;
        }
        ImageIO.write(flatten(photo, corners), "png", Path.of(arguments[1]).toFile());
    }

    /** The page, for its corners from -1 to 1. */
    static BufferedImage flatten(BufferedImage photo, double[] corners) {
        Planes picture = Planes.of(photo);
        Geometry geometry = new Geometry(picture.size(), PAGE, false);
        Warp warp = new Warp(new Projective(), geometry, Interpolation.BICUBIC, Padding.BORDER);
        float[] theta = Projective.toQuadrilateral(corners);
        float[] page = warp.apply(picture.values(), picture.channels(), theta);
        return new Planes(picture.channels(), PAGE, page).toImage();
    }
}
