package org.stn4j.warp.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** What {@link VectorBilinear} collected for the four taps of each place, added up pixel by pixel. */
final class QuadSums {
    private static final VectorSpecies<Float> FULL = FloatVector.SPECIES_PREFERRED;

    private QuadSums() {}

    /** The sum that belongs to a place, in the first of its four lanes. */
    static FloatVector of(float[] quads, int at, int stride) {
        return FloatVector.fromArray(FULL, quads, at)
                .add(FloatVector.fromArray(FULL, quads, at - 3))
                .add(FloatVector.fromArray(FULL, quads, at - 4 * stride + 2)
                        .add(FloatVector.fromArray(FULL, quads, at - 4 * stride - 1)));
    }
}
