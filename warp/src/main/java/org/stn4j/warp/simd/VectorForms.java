package org.stn4j.warp.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.stn4j.warp.kernel.LinearForm;

/** Quotients of linear forms, which projective maps are made of; the formulas are the scalar ones, and so are the bits. */
final class VectorForms {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private VectorForms() {}

    /** Works off whole vectors, and returns how many pixels that was. */
    static int quotients(
            float[] columns,
            float[] rows,
            int n,
            LinearForm numerator,
            LinearForm denominator,
            float start,
            float[] into) {
        int whole = SPECIES.loopBound(n);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        for (int i = 0; i < whole; i += SPECIES.length()) {
            FloatVector column = FloatVector.fromArray(SPECIES, columns, i);
            FloatVector row = FloatVector.fromArray(SPECIES, rows, i);
            FloatVector above = column.mul(numerator.perColumn())
                    .add(row.mul(numerator.perRow()))
                    .add(numerator.start());
            FloatVector below = column.mul(denominator.perColumn())
                    .add(row.mul(denominator.perRow()))
                    .add(denominator.start());
            above.mul(one.div(below)).add(start).intoArray(into, i);
        }
        return whole;
    }

    /** As {@link #quotients}. */
    static int divide(float[] columns, float[] rows, int n, float[] values, LinearForm denominator, float[] into) {
        int whole = SPECIES.loopBound(n);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        for (int i = 0; i < whole; i += SPECIES.length()) {
            FloatVector below = FloatVector.fromArray(SPECIES, columns, i)
                    .mul(denominator.perColumn())
                    .add(FloatVector.fromArray(SPECIES, rows, i).mul(denominator.perRow()))
                    .add(denominator.start());
            FloatVector.fromArray(SPECIES, values, i).mul(one.div(below)).intoArray(into, i);
        }
        return whole;
    }
}
