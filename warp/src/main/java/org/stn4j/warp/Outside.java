package org.stn4j.warp;

import org.stn4j.warp.kernel.Kernels;
import org.stn4j.warp.kernel.Sampler;

/**
 * A {@link Padding} at work: which pixel stands for one outside the image, and how far out a sample needs to go.
 *
 * <p>All modes continue the plane of pixels, so interpolation never has to know of them. Beyond a margin as wide as the
 * interpolation reaches, every place of a constant or bordered plane reads the same as one inside the margin, with the
 * same gradient: zero. So coordinates are clamped there, and a small frame around the image stands for the whole plane.
 */
final class Outside {
    private final Padding padding;
    private final Geometry geometry;
    private final Kernels.Bounds bounds;
    private final Kernels kernels = Kernels.active();

    Outside(Padding padding, Geometry geometry, Sampler sampler) {
        this.padding = padding;
        this.geometry = geometry;
        float min = -(sampler.after() + 1);
        float maxX = geometry.input().width() + sampler.before();
        float maxY = geometry.input().height() + sampler.before();
        // With a constant outside, an undefined place is just one more place outside.
        boolean constant = padding.mode() == Padding.Mode.CONSTANT;
        this.bounds = new Kernels.Bounds(min, maxX, min, maxY, constant ? min : Float.NaN, constant ? min : Float.NaN);
    }

    Kernels.Bounds bounds() {
        return bounds;
    }

    boolean isConstant() {
        return padding.mode() == Padding.Mode.CONSTANT;
    }

    boolean isReflection() {
        return padding.mode() == Padding.Mode.REFLECTION;
    }

    float value() {
        return padding.value();
    }

    /**
     * Brings coordinates into the bounds. Places that are undefined become NaN, or lie outside if the outside is
     * constant.
     *
     * @param signX by how much the coordinate that is left moves with the one that was given: 1 or -1; only written
     *     with reflection
     */
    void fold(float[] xs, float[] ys, int from, int to, float[] signX, float[] signY) {
        if (isReflection()) {
            reflect(xs, from, to, geometry.input().width(), signX);
            reflect(ys, from, to, geometry.input().height(), signY);
        }
        kernels.clamp(xs, ys, from, to, bounds);
    }

    private void reflect(float[] coordinates, int from, int to, int pixels, float[] sign) {
        // The plane repeats after it has been mirrored twice.
        double first = geometry.alignCorners() ? 0 : -0.5;
        double period = geometry.alignCorners() ? 2.0 * (pixels - 1) : 2.0 * pixels;
        for (int i = from; i < to; i++) {
            double coordinate = coordinates[i];
            sign[i] = 1;
            if ((coordinate >= 0 && coordinate <= pixels - 1) || !Double.isFinite(coordinate)) {
                continue;
            }
            if (period == 0) {
                coordinates[i] = 0;
                sign[i] = 0;
                continue;
            }
            double distance = coordinate - first;
            distance -= period * Math.floor(distance / period);
            if (distance > period / 2) {
                distance = period - distance;
                sign[i] = -1;
            }
            coordinates[i] = (float) (first + distance);
        }
    }

    /** The pixel of the image that a pixel of the plane stands for; -1 for none, where the value is constant. */
    int source(int pixel, int pixels) {
        return padding.source(pixel, pixels, geometry.alignCorners());
    }
}
