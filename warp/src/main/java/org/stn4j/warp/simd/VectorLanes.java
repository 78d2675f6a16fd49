package org.stn4j.warp.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.stn4j.warp.kernel.ChannelLanes;

/**
 * Squares of as many channels as pixels, transposed by perfect shuffles.
 *
 * <p>Number the values of a square by row and column, in binary. Taking row i of the upper half and of the lower half in
 * turns, value by value, moves the first bit of that number to its end. After as many rounds as the row has bits, row and
 * column have changed places.
 */
final class VectorLanes implements ChannelLanes {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int ROUNDS = Integer.numberOfTrailingZeros(LANES);

    /** The first halves of two vectors in turns, value by value. */
    private static final VectorShuffle<Float> FIRST =
            VectorShuffle.fromOp(SPECIES, lane -> lane / 2 + lane % 2 * LANES);
    /** The second halves. */
    private static final VectorShuffle<Float> SECOND =
            VectorShuffle.fromOp(SPECIES, lane -> LANES / 2 + lane / 2 + lane % 2 * LANES);

    private final float[][] squares = {new float[LANES * LANES], new float[LANES * LANES]};

    @Override
    public void interleave(float[][] channels, int from, int n, float[] lanes, int at) {
        int pixel = 0;
        for (; pixel + LANES <= n; pixel += LANES) {
            shuffleChannels(channels, from + pixel, squares[0]);
            for (int round = 1; round < ROUNDS - 1; round++) {
                shuffle(squares[(round + 1) % 2], 0, squares[round % 2], 0);
            }
            shuffle(squares[ROUNDS % 2], 0, lanes, (at + pixel) * LANES);
        }
        for (; pixel < n; pixel++) {
            for (int lane = 0; lane < LANES; lane++) {
                lanes[(at + pixel) * LANES + lane] = channels[lane][from + pixel];
            }
        }
    }

    @Override
    public void separate(float[] lanes, int at, float[][] channels, int from, int n) {
        int pixel = 0;
        for (; pixel + LANES <= n; pixel += LANES) {
            shuffle(lanes, (at + pixel) * LANES, squares[0], 0);
            for (int round = 1; round < ROUNDS - 1; round++) {
                shuffle(squares[(round + 1) % 2], 0, squares[round % 2], 0);
            }
            shuffleIntoChannels(squares[ROUNDS % 2], channels, from + pixel);
        }
        for (; pixel < n; pixel++) {
            for (int lane = 0; lane < LANES; lane++) {
                channels[lane][from + pixel] = lanes[(at + pixel) * LANES + lane];
            }
        }
    }

    private static void shuffle(float[] square, int at, float[] into, int to) {
        for (int row = 0; row < LANES / 2; row++) {
            FloatVector upper = FloatVector.fromArray(SPECIES, square, at + row * LANES);
            FloatVector lower = FloatVector.fromArray(SPECIES, square, at + (row + LANES / 2) * LANES);
            upper.rearrange(FIRST, lower).intoArray(into, to + 2 * row * LANES);
            upper.rearrange(SECOND, lower).intoArray(into, to + (2 * row + 1) * LANES);
        }
    }

    private static void shuffleChannels(float[][] channels, int from, float[] into) {
        for (int row = 0; row < LANES / 2; row++) {
            FloatVector upper = FloatVector.fromArray(SPECIES, channels[row], from);
            FloatVector lower = FloatVector.fromArray(SPECIES, channels[row + LANES / 2], from);
            upper.rearrange(FIRST, lower).intoArray(into, 2 * row * LANES);
            upper.rearrange(SECOND, lower).intoArray(into, (2 * row + 1) * LANES);
        }
    }

    private static void shuffleIntoChannels(float[] square, float[][] channels, int from) {
        for (int row = 0; row < LANES / 2; row++) {
            FloatVector upper = FloatVector.fromArray(SPECIES, square, row * LANES);
            FloatVector lower = FloatVector.fromArray(SPECIES, square, (row + LANES / 2) * LANES);
            upper.rearrange(FIRST, lower).intoArray(channels[2 * row], from);
            upper.rearrange(SECOND, lower).intoArray(channels[2 * row + 1], from);
        }
    }
}
