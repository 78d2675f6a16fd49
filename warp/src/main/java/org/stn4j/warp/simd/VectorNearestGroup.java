package org.stn4j.warp.simd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.stn4j.warp.kernel.GroupSampler;
import org.stn4j.warp.kernel.Taps;

/** The nearest pixel of as many channels as a vector has lanes: a lookup is one load. */
final class VectorNearestGroup implements GroupSampler {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public void read(float[] window, int channels, Taps taps, int from, int to, float[] values) {
        for (int i = from; i < to; i++) {
            int k = taps.index[i] * channels;
            int at = (i - from) * channels;
            for (int c = 0; c < channels; c += LANES) {
                FloatVector.fromArray(SPECIES, window, k + c).intoArray(values, at + c);
            }
        }
    }

    @Override
    public void coordinateGradient(
            float[] window,
            int channels,
            Taps taps,
            int from,
            int to,
            float[] gradient,
            float[] dxs,
            float[] dys,
            boolean add) {
        // Moving a little leaves the nearest pixel the same.
        if (!add) {
            Arrays.fill(dxs, from, to, 0);
            Arrays.fill(dys, from, to, 0);
        }
    }

    @Override
    public void scatter(float[] gradientWindow, int channels, Taps taps, int from, int to, float[] gradient) {
        for (int i = from; i < to; i++) {
            int k = taps.index[i] * channels;
            int at = (i - from) * channels;
            for (int c = 0; c < channels; c += LANES) {
                FloatVector.fromArray(SPECIES, gradientWindow, k + c)
                        .add(FloatVector.fromArray(SPECIES, gradient, at + c))
                        .intoArray(gradientWindow, k + c);
            }
        }
    }
}
