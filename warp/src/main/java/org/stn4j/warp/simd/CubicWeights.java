package org.stn4j.warp.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.stn4j.warp.kernel.Taps;

/**
 * The weights of {@link org.stn4j.warp.kernel.Cubic}, four at a time: its four cubic polynomials are one polynomial with
 * vectors for coefficients.
 *
 * <p>They are worked out once for a tile and kept in its {@link Taps}, eight numbers for each sample, first those of the
 * columns and then those of the rows: every channel would come to the same, and they cost as much as reading one.
 */
final class CubicWeights {
    /** As many lanes as there are taps in a row. */
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_128;

    /** Numbers that are kept for each sample. */
    static final int KEPT = 8;

    /** Where the rows' follow the columns'. */
    static final int ROWS = 4;

    private static final float A = -0.75f;

    // Of t to the power of 0, 1, 2 and 3, in the order of the taps.
    private static final float[] CONSTANT = {0, 1, 0, 0};
    private static final float[] LINEAR = {A, 0, -A, 0};
    private static final float[] SQUARE = {-2 * A, -(A + 3), 2 * A + 3, A};
    private static final float[] CUBE = {A, A + 2, -(A + 2), -A};

    private CubicWeights() {}

    /** Keeps the weights of samples {@code from … to - 1}. */
    static void keepWeights(Taps taps, int from, int to) {
        float[] weights = taps.weights = room(taps.weights, taps);
        for (int i = from; i < to; i++) {
            weights(taps.fractionX[i]).intoArray(weights, KEPT * i);
            weights(taps.fractionY[i]).intoArray(weights, KEPT * i + ROWS);
        }
    }

    /** Keeps the weights' derivatives with respect to the fractions. */
    static void keepSlopes(Taps taps, int from, int to) {
        float[] slopes = taps.slopes = room(taps.slopes, taps);
        for (int i = from; i < to; i++) {
            slopes(taps.fractionX[i]).intoArray(slopes, KEPT * i);
            slopes(taps.fractionY[i]).intoArray(slopes, KEPT * i + ROWS);
        }
    }

    private static float[] room(float[] array, Taps taps) {
        int size = KEPT * taps.index.length;
        return array.length < size ? new float[size] : array;
    }

    private static FloatVector weights(float t) {
        FloatVector power = FloatVector.broadcast(SPECIES, t);
        return coefficients(CUBE)
                .fma(power, coefficients(SQUARE))
                .fma(power, coefficients(LINEAR))
                .fma(power, coefficients(CONSTANT));
    }

    private static FloatVector slopes(float t) {
        FloatVector power = FloatVector.broadcast(SPECIES, t);
        FloatVector square = coefficients(SQUARE);
        return coefficients(CUBE).mul(3).fma(power, square.add(square)).fma(power, coefficients(LINEAR));
    }

    private static FloatVector coefficients(float[] ofEachTap) {
        return FloatVector.fromArray(SPECIES, ofEachTap, 0);
    }
}
