package org.stn4j.data;

/**
 * A shuffled order of {@code 0 … size - 1} that is computed place by place instead of stored.
 *
 * <p>A Feistel network over the smallest even number of bits that holds the size, applied again while the
 * result is too large (Black and Rogaway 2002, "Ciphers with arbitrary finite domains"). So any place of any epoch costs
 * the same, whether reached in order or by resuming in the middle.
 */
final class Permutation {
    /** With four rounds, sets of about ten pictures were visibly biased. */
    private static final int ROUNDS = 12;

    private final int size;
    private final long key;
    private final int halfBits;
    private final int mask;

    Permutation(int size, long seed, long epoch) {
        this.size = size;
        this.key = SeededRandom.mix(SeededRandom.mix(seed) + epoch);
        this.halfBits = Math.max(1, (33 - Integer.numberOfLeadingZeros(size - 1)) / 2);
        this.mask = (1 << halfBits) - 1;
    }

    /** The number at one place of the order. */
    int at(int place) {
        long value = place;
        do {
            value = encrypt(value);
        } while (value >= size);
        return (int) value;
    }

    private long encrypt(long value) {
        int left = (int) (value >>> halfBits);
        int right = (int) value & mask;
        for (int round = 0; round < ROUNDS; round++) {
            long hash = SeededRandom.mix(key + ((long) round << 32) + right);
            int next = left ^ ((int) hash & mask);
            left = right;
            right = next;
        }
        return ((long) left << halfBits) | right;
    }
}
