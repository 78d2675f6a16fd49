package org.stn4j.data;

import java.util.random.RandomGenerator;

/**
 * Random numbers that depend on a key of up to three numbers and on nothing else: not on the thread, the order of the
 * work or the JDK's version.
 *
 * <p>SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators"). Re-keying costs a few
 * multiplications, so that every picture has a stream of its own. Not thread-safe.
 */
public final class SeededRandom implements RandomGenerator {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;
    private double spareGaussian;
    private boolean hasSpare;

    /** A stream for one seed. */
    public SeededRandom(long seed) {
        this(seed, 0, 0);
    }

    /** A stream for one key, such as seed, epoch and number of the picture. */
    public SeededRandom(long seed, long stream, long index) {
        key(seed, stream, index);
    }

    /** Starts the stream of another key. */
    public void key(long seed, long stream, long index) {
        state = mix(mix(mix(seed + GOLDEN_GAMMA) + stream + GOLDEN_GAMMA) + index + GOLDEN_GAMMA);
        hasSpare = false;
    }

    /** A one-to-one scrambling of 64 bits. */
    static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    @Override
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    @Override
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("a bound is positive, not " + bound);
        }
        // The high half of a 32 by 32 bit product; its bias is below bound / 2^32.
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /** A number between two others, all equally likely; how the JDK draws one may change between versions. */
    public static double uniform(RandomGenerator random, double from, double to) {
        return from + (to - from) * random.nextDouble();
    }

    /** Normal numbers by Marsaglia's polar method: the JDK's own may change between versions. */
    @Override
    public double nextGaussian() {
        if (hasSpare) {
            hasSpare = false;
            return spareGaussian;
        }
        double u;
        double v;
        double square;
        do {
            u = 2 * nextDouble() - 1;
            v = 2 * nextDouble() - 1;
            square = u * u + v * v;
        } while (square >= 1 || square == 0);
        double factor = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        spareGaussian = v * factor;
        hasSpare = true;
        return u * factor;
    }
}
