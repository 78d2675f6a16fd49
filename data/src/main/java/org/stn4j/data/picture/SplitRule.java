package org.stn4j.data.picture;

/**
 * How pictures are dealt out to the parts of a set.
 *
 * @param seed what the dealing is drawn from
 * @param validationPercent share of each class that is kept to validate with
 * @param testPercent share of each class that is kept for the test
 */
public record SplitRule(long seed, int validationPercent, int testPercent) {
    /** A tenth each for validation and test. */
    public static final SplitRule USUAL = new SplitRule(1, 10, 10);

    public SplitRule {
        if (validationPercent < 1 || testPercent < 1 || validationPercent + testPercent > 90) {
            throw new IllegalArgumentException("a split keeps at least 1 % each for validation and test, and at most"
                    + " 90 % for both, not " + validationPercent + " and " + testPercent);
        }
    }

    /**
     * A split as it is written: percentages to train, to validate and to test, such as {@code 80/10/10}.
     *
     * @throws IllegalArgumentException if it is none; one line
     */
    public static SplitRule parse(String text, long seed) {
        String[] shares = text.split("[/:]", -1);
        try {
            if (shares.length == 3) {
                int validation = Integer.parseInt(shares[1].strip());
                int test = Integer.parseInt(shares[2].strip());
                if (Integer.parseInt(shares[0].strip()) + validation + test == 100) {
                    return new SplitRule(seed, validation, test);
                }
            }
        } catch (NumberFormatException e) {
            throw wrong(text, e);
        }
        throw wrong(text, null);
    }

    private static IllegalArgumentException wrong(String text, Throwable cause) {
        return new IllegalArgumentException(
                "a split is three percentages with a sum of 100, to train, validate and test, such as 80/10/10, not '"
                        + text + "'",
                cause);
    }

    /** As {@link #parse} reads it. */
    public String shares() {
        return (100 - validationPercent - testPercent) + "/" + validationPercent + "/" + testPercent;
    }
}
