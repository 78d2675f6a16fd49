package org.stn4j.warp;

import java.util.Optional;
import org.stn4j.warp.kernel.GroupSampler;
import org.stn4j.warp.kernel.Kernels;
import org.stn4j.warp.kernel.Sampler;

/** What all calls of one {@link Warp} have in common. */
record WarpPlan(
        Geometry geometry,
        Mapping mapping,
        Sampler sampler,
        Optional<GroupSampler> groupSampler,
        Outside outside,
        Tiling tiling,
        int parameters) {

    static WarpPlan of(Transform transform, Geometry geometry, Interpolation interpolation, Padding padding) {
        return of(transform, geometry, interpolation, padding, Kernels.active());
    }

    /** With the samplers of a certain backend. */
    static WarpPlan of(
            Transform transform, Geometry geometry, Interpolation interpolation, Padding padding, Kernels kernels) {
        Sampler sampler = kernels.sampler(interpolation);
        return new WarpPlan(
                geometry,
                transform.map(geometry),
                sampler,
                kernels.groupSampler(interpolation),
                new Outside(padding, geometry, sampler),
                Tiling.of(geometry.output()),
                transform.parameterCount(geometry.output()));
    }

    /** Window pixels for each sample up to which one window serves a stretch of samples. */
    private static final int WINDOW_SLACK = 3;

    /** Window pixels that are never too many, so that tiny tiles are not cut. */
    private static final int SMALL_WINDOW = 2048;

    /** The window that holds every tap of every sample there can be. */
    Window.Place frame() {
        Kernels.Bounds bounds = outside.bounds();
        return new Window.Place(
                (int) bounds.minX() - sampler.before(),
                (int) bounds.minY() - sampler.before(),
                (int) bounds.maxX() + sampler.after(),
                (int) bounds.maxY() + sampler.after());
    }

    /** Whether reading a window costs too much for the samples that it would serve. */
    static boolean isTooLarge(Window.Place place, int samples) {
        return place.pixels() > (long) WINDOW_SLACK * samples + SMALL_WINDOW;
    }

    /** Whether an image is read through a single window, around which everything is constant. */
    boolean isOneWindow() {
        return tiling.tiles() == 1
                && outside.isConstant()
                && !isTooLarge(frame(), geometry.output().pixels());
    }
}
