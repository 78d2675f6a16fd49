package org.stn4j.data.street;

import java.util.AbstractList;
import java.util.RandomAccess;

/**
 * All numbers of one to five digits as classes: first {@code 0} to {@code 9}, then {@code 00} to {@code 99}, and so on.
 *
 * <p>A network does not choose among so many. It answers for each of five places which digit is there, or that there is
 * none (Goodfellow et al. 2014, "Multi-digit number recognition", section 4, without the length, which the blanks tell).
 */
public final class NumberLabels extends AbstractList<String> implements RandomAccess {
    /** As many digits as a number has at most: the places that are answered for. */
    public static final int PLACES = 5;

    /** What is answered for a place: a digit, or {@link #BLANK}. */
    public static final int ANSWERS = 11;

    /** The answer for a place behind the last digit. */
    public static final int BLANK = 10;

    /** The one list of them. */
    public static final NumberLabels ALL = new NumberLabels();

    private static final int COUNT = 111_110;

    private NumberLabels() {}

    @Override
    public int size() {
        return COUNT;
    }

    @Override
    public String get(int label) {
        if (label < 0 || label >= COUNT) {
            throw new IndexOutOfBoundsException("there is no number of class " + label);
        }
        int length = 1;
        int first = 0;
        int many = 10;
        while (label >= first + many) {
            first += many;
            many *= 10;
            length++;
        }
        String digits = Integer.toString(label - first);
        return "0".repeat(length - digits.length()) + digits;
    }

    /** The class of a number, -1 if it is none of one to five digits. */
    @Override
    public int indexOf(Object number) {
        if (!(number instanceof String digits) || !digits.matches("[0-9]{1," + PLACES + "}")) {
            return -1;
        }
        // Ten numbers of one digit come before those of two, a hundred more before those of three.
        int first = 0;
        int many = 10;
        for (int i = 1; i < digits.length(); i++) {
            first += many;
            many *= 10;
        }
        return first + Integer.parseInt(digits);
    }

    /**
     * The right answers for the places of some numbers, {@code [size, }{@value #PLACES}{@code ]}.
     *
     * @param labels classes of the numbers; may be longer
     */
    public static int[] answers(int[] labels, int size) {
        int[] answers = new int[size * PLACES];
        for (int i = 0; i < size; i++) {
            String digits = ALL.get(labels[i]);
            for (int place = 0; place < PLACES; place++) {
                answers[i * PLACES + place] = place < digits.length() ? digits.charAt(place) - '0' : BLANK;
            }
        }
        return answers;
    }

    /**
     * The number that some answers read as: all digits up to the first blank.
     *
     * @param answers {@value #PLACES} of them
     * @return the number; empty if the first place is blank
     */
    public static String number(int[] answers) {
        StringBuilder digits = new StringBuilder();
        for (int place = 0; place < PLACES && answers[place] != BLANK; place++) {
            digits.append(answers[place]);
        }
        return digits.toString();
    }
}
