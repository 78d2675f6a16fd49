package org.stn4j.train.paper;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.stn4j.data.Dataset;
import org.stn4j.data.ImageShape;
import org.stn4j.data.SeededRandom;

/**
 * Pairs of pictures of another set, one in the first channels and one in the others; the class is the sum of their
 * classes' numbers.
 *
 * <p>The first of a pair goes through the set in order, again and again; the second is drawn from the seed.
 *
 * @param singles the set that pairs are made of
 * @param seed what the second ones are drawn from
 * @param passes how often the set is gone through, at least 1: so many pairs each picture is the first of
 */
record DigitPairs(Dataset singles, long seed, int passes) implements Dataset {
    private static final long STREAM = 0x7061697273L;
    private static final ThreadLocal<SeededRandom> RANDOM = ThreadLocal.withInitial(() -> new SeededRandom(0));

    DigitPairs {
        if (passes < 1 || (long) passes * singles.size() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "there are no " + passes + " passes over " + singles.size() + " pictures");
        }
    }

    @Override
    public String name() {
        return "pairs of " + singles.name();
    }

    @Override
    public int size() {
        return passes * singles.size();
    }

    @Override
    public ImageShape shape() {
        ImageShape one = singles.shape();
        return new ImageShape(2 * one.channels(), one.height(), one.width());
    }

    @Override
    public List<String> labels() {
        return IntStream.range(0, 2 * singles.labels().size() - 1)
                .mapToObj(Integer::toString)
                .toList();
    }

    @Override
    public int label(int index) {
        return singles.label(first(index)) + singles.label(second(index));
    }

    @Override
    public void read(int index, float[] into, int offset) {
        singles.read(first(index), into, offset);
        singles.read(second(index), into, offset + singles.shape().values());
    }

    private int first(int index) {
        return Objects.checkIndex(index, size()) % singles.size();
    }

    private int second(int index) {
        SeededRandom random = RANDOM.get();
        random.key(seed, STREAM, Objects.checkIndex(index, size()));
        return random.nextInt(singles.size());
    }
}
