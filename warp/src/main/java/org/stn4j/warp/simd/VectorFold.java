package org.stn4j.warp.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums over the lanes of as many vectors as a vector has lanes, at once.
 *
 * <p>Taking two vectors' values in turns, first halves and second halves, and adding these, folds both into one. As in
 * {@link VectorLanes}, the vectors come out in their order: the sum of vector i is in lane i. The order of the additions is
 * fixed.
 */
final class VectorFold {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private static final VectorShuffle<Float> FIRST =
            VectorShuffle.fromOp(SPECIES, lane -> lane / 2 + lane % 2 * LANES);
    private static final VectorShuffle<Float> SECOND =
            VectorShuffle.fromOp(SPECIES, lane -> LANES / 2 + lane / 2 + lane % 2 * LANES);

    private VectorFold() {}

    /** Folds the vectors that lie in {@code rows} from {@code at} on; their sums are left in the first of them. */
    static void fold(float[] rows, int at) {
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int row = 0; row < half; row++) {
                FloatVector upper = FloatVector.fromArray(SPECIES, rows, at + row * LANES);
                FloatVector lower = FloatVector.fromArray(SPECIES, rows, at + (row + half) * LANES);
                upper.rearrange(FIRST, lower)
                        .add(upper.rearrange(SECOND, lower))
                        .intoArray(rows, at + row * LANES);
            }
        }
    }
}
