package org.stn4j.data.street;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.stn4j.data.Dataset;
import org.stn4j.data.ImageShape;
import org.stn4j.data.SeededRandom;

/**
 * Numbers of one to five digits, each digit a picture of another set, side by side in one row; the rest of the row is
 * empty. What a {@link StreetScene} is drawn of.
 *
 * <p>Each picture of the other set is the first digit of one number; those behind it are drawn from the seed.
 *
 * @param digits pictures of one channel, of the classes 0 to 9
 * @param seed of the lengths and of the other digits
 */
public record DigitRows(Dataset digits, long seed) implements Dataset {
    private static final long STREAM = 0x726F7773L;

    /** How many in a hundred have at most so many digits: most house numbers have two or three. */
    private static final int[] UP_TO = {12, 42, 72, 88, 100};

    private static final ThreadLocal<SeededRandom> RANDOM = ThreadLocal.withInitial(() -> new SeededRandom(0));

    public DigitRows {
        if (digits.shape().channels() != 1 || digits.labels().size() != 10) {
            throw new IllegalArgumentException(
                    digits.name() + " has no digits to make numbers of: ten classes in one channel are needed");
        }
    }

    @Override
    public String name() {
        return "rows of " + digits.name();
    }

    @Override
    public int size() {
        return digits.size();
    }

    @Override
    public ImageShape shape() {
        ImageShape one = digits.shape();
        return one.withSize(one.height(), NumberLabels.PLACES * one.width());
    }

    @Override
    public List<String> labels() {
        return NumberLabels.ALL;
    }

    @Override
    public int label(int index) {
        StringBuilder number = new StringBuilder();
        for (int digit : members(index)) {
            number.append(digits.label(digit));
        }
        return NumberLabels.ALL.indexOf(number.toString());
    }

    @Override
    public void read(int index, float[] into, int offset) {
        ImageShape one = digits.shape();
        int width = shape().width();
        Arrays.fill(into, offset, offset + shape().values(), 0);
        float[] digit = new float[one.values()];
        int[] members = members(index);
        for (int place = 0; place < members.length; place++) {
            digits.read(members[place], digit, 0);
            for (int row = 0; row < one.height(); row++) {
                int to = offset + row * width + place * one.width();
                System.arraycopy(digit, row * one.width(), into, to, one.width());
            }
        }
    }

    /** The pictures of a number, from the left. */
    private int[] members(int index) {
        SeededRandom random = RANDOM.get();
        random.key(seed, STREAM, Objects.checkIndex(index, size()));
        int chance = random.nextInt(100);
        int length = 1;
        while (chance >= UP_TO[length - 1]) {
            length++;
        }
        int[] members = new int[length];
        members[0] = index;
        for (int i = 1; i < length; i++) {
            members[i] = random.nextInt(digits.size());
        }
        return members;
    }
}
