package org.stn4j.warp;

import org.stn4j.warp.kernel.Kernels;
import org.stn4j.warp.kernel.Sampler;

/** What all calls of one {@link Warp} have in common. */
record WarpPlan(Geometry geometry, Mapping mapping, Sampler sampler, Outside outside, Tiling tiling, int parameters) {

    static WarpPlan of(Transform transform, Geometry geometry, Interpolation interpolation, Padding padding) {
        Sampler sampler = Kernels.active().sampler(interpolation);
        return new WarpPlan(
                geometry,
                transform.map(geometry),
                sampler,
                new Outside(padding, geometry, sampler),
                Tiling.of(geometry.output()),
                transform.parameterCount(geometry.output()));
    }
}
