package org.stn4j.nn.frame;

import java.nio.FloatBuffer;
import org.stn4j.nn.MatrixForm;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Padding;
import org.stn4j.warp.Planes;
import org.stn4j.warp.Projective;
import org.stn4j.warp.Transform;
import org.stn4j.warp.Warp;

/**
 * A map from the plane of one image to the plane of another, defined between the pixels too: what a chain of warps,
 * poolings and changes of size comes to.
 *
 * <p><b>Convention.</b> Output to input. Coordinates are (x, y) in pixels, x to the right, y down; the centre of the first
 * pixel is 0, and so its outer edge is -0.5.
 */
public sealed interface PixelMap permits Homography, Lattice {

    /** Puts in the place of each point the one that it is mapped to; it may be infinite or NaN. */
    void apply(double[] xs, double[] ys);

    /** This map, and then another one. */
    PixelMap then(PixelMap next);

    /** A transform that does the same between two sizes of images, and its parameters. */
    Parameters between(Geometry geometry);

    /**
     * A transform and its parameters.
     *
     * @param theta {@code [P]}
     */
    record Parameters(Transform transform, float[] theta) {}

    /** What a warp of some parameters does; thin-plate splines, flows and a program's own families on a lattice. */
    static PixelMap of(Warp warp, float[] theta) {
        Transform transform = warp.transform();
        Geometry geometry = warp.geometry();
        if (transform instanceof Projective) {
            return Homography.ofNormalised(
                    new double[] {theta[0], theta[1], theta[2], theta[3], theta[4], theta[5], theta[6], theta[7], 1},
                    geometry);
        }
        return MatrixForm.of(transform)
                .<PixelMap>map(form -> Homography.ofNormalised(form.matrix(theta), geometry))
                .orElseGet(() -> Lattice.of(transform, geometry, FloatBuffer.wrap(theta)));
    }

    /**
     * Reads an image through this map, bilinearly, on the caller's thread.
     *
     * @param outside what lies around the image
     */
    default Planes read(Planes image, ImageSize output, Padding outside) {
        Geometry geometry = new Geometry(image.size(), output, false);
        Parameters parameters = between(geometry);
        Warp warp = new Warp(parameters.transform(), geometry, Interpolation.BILINEAR, outside).withThreads(1);
        return new Planes(image.channels(), output, warp.apply(image.values(), image.channels(), parameters.theta()));
    }
}
