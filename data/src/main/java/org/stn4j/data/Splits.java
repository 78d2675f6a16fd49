package org.stn4j.data;

/**
 * A data set's three parts: what is learnt from, what is looked at while learning, and what is only measured.
 *
 * <p>All three have the same shape and the same classes.
 *
 * @param train pictures to learn from
 * @param validation pictures that steer the training: none of them is in {@code train}
 * @param test pictures that nothing was chosen by
 */
public record Splits(Dataset train, Dataset validation, Dataset test) {
    public Splits {
        check(train, validation);
        check(train, test);
    }

    private static void check(Dataset train, Dataset other) {
        if (!train.shape().equals(other.shape())) {
            throw new IllegalArgumentException(other.name() + " has pictures of " + other.shape() + ", but "
                    + train.name() + " of " + train.shape() + "; the parts of a set have one shape");
        }
        if (!train.labels().equals(other.labels())) {
            throw new IllegalArgumentException(other.name() + " and " + train.name()
                    + " have different classes; the parts of a set have the same");
        }
    }
}
