package org.stn4j.warp.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sum of a vector's lanes in one fixed order: the vector turned by half its length is added, then by a quarter, and
 * so on, until each lane holds the sum.
 *
 * <p>The API's own reduction leaves the order open, and does use another one in compiled code than in interpreted: the
 * last bits would change while a program warms up. Adding halves of shorter and shorter types looks cheaper, but is a
 * hundred times slower where this method is compiled by itself: types that vary are not compiled to instructions.
 */
final class LaneSum {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private static final VectorShuffle<Float> BY_EIGHT = turn(8);
    private static final VectorShuffle<Float> BY_FOUR = turn(4);
    private static final VectorShuffle<Float> BY_TWO = turn(2);
    private static final VectorShuffle<Float> BY_ONE = turn(1);

    private LaneSum() {}

    private static VectorShuffle<Float> turn(int by) {
        return VectorShuffle.fromOp(SPECIES, lane -> (lane + by) % LANES);
    }

    /** @param vector of the preferred species, of at most 16 lanes */
    static float of(FloatVector vector) {
        FloatVector sum = vector;
        if (LANES > 8) {
            sum = sum.add(sum.rearrange(BY_EIGHT));
        }
        if (LANES > 4) {
            sum = sum.add(sum.rearrange(BY_FOUR));
        }
        if (LANES > 2) {
            sum = sum.add(sum.rearrange(BY_TWO));
        }
        return sum.add(sum.rearrange(BY_ONE)).lane(0);
    }
}
