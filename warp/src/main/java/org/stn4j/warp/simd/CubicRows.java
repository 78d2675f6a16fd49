package org.stn4j.warp.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.stn4j.warp.kernel.Taps;

/** The four rows of a sample's taps in one channel, each a vector of four. */
final class CubicRows {
    private static final VectorSpecies<Float> SPECIES = CubicWeights.SPECIES;

    private CubicRows() {}

    static FloatVector row(float[] array, int k) {
        return FloatVector.fromArray(SPECIES, array, k);
    }

    /** The four columns, each summed up with the rows' weights, which lie from {@code w} on. */
    static FloatVector summed(float[] window, int k, int stride, float[] weights, int w) {
        return row(window, k)
                .mul(weights[w])
                .add(row(window, k + stride).mul(weights[w + 1]))
                .add(row(window, k + 2 * stride).mul(weights[w + 2]))
                .add(row(window, k + 3 * stride).mul(weights[w + 3]));
    }

    /** The sum of a row, from left to right: in this order slopes over a flat image cancel to zero. */
    static float sum(FloatVector row) {
        return row.lane(0) + row.lane(1) + row.lane(2) + row.lane(3);
    }

    /** Adds to each tap of sample {@code i} its share of the sample's gradient. */
    static void add(float[] gradientWindow, Taps taps, int i, float[] gradient) {
        float[] weights = taps.weights;
        int w = CubicWeights.KEPT * i;
        FloatVector shares = row(weights, w).mul(gradient[i]);
        for (int r = 0; r < CubicWeights.ROWS; r++) {
            int k = taps.index[i] + r * taps.stride;
            shares.mul(weights[w + CubicWeights.ROWS + r])
                    .add(row(gradientWindow, k))
                    .intoArray(gradientWindow, k);
        }
    }
}
