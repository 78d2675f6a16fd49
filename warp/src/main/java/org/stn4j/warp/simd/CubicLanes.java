package org.stn4j.warp.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** A sample's taps in as many channels as a vector has lanes, each tap a vector. */
final class CubicLanes {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private CubicLanes() {}

    private static FloatVector tap(float[] window, int k) {
        return FloatVector.fromArray(SPECIES, window, k);
    }

    /** Four taps side by side, summed up with the columns' weights, which lie from {@code w} on. */
    static FloatVector summed(float[] window, int k, int channels, float[] weights, int w) {
        return tap(window, k)
                .mul(weights[w])
                .add(tap(window, k + channels).mul(weights[w + 1]))
                .add(tap(window, k + 2 * channels).mul(weights[w + 2]))
                .add(tap(window, k + 3 * channels).mul(weights[w + 3]));
    }

    static void add(float[] window, int at, FloatVector values) {
        tap(window, at).add(values).intoArray(window, at);
    }
}
