package org.stn4j.warp.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sum of a vector's lanes in one fixed order: halves are added until four lanes are left.
 *
 * <p>The API's own reduction leaves the order open, and does use another one in compiled code than in interpreted: the
 * last bits would change while a program warms up.
 */
final class LaneSum {
    private LaneSum() {}

    static float of(FloatVector vector) {
        FloatVector left = vector;
        if (left.length() == 16) {
            left = halves(left, FloatVector.SPECIES_256);
        }
        if (left.length() == 8) {
            left = halves(left, FloatVector.SPECIES_128);
        }
        float sum = left.lane(0);
        for (int lane = 1; lane < left.length(); lane++) {
            sum += left.lane(lane);
        }
        return sum;
    }

    private static FloatVector halves(FloatVector vector, VectorSpecies<Float> half) {
        return vector.reinterpretShape(half, 0)
                .reinterpretAsFloats()
                .add(vector.reinterpretShape(half, 1).reinterpretAsFloats());
    }
}
