package org.stn4j.cli;

import java.util.Arrays;
import java.util.Locale;
import org.stn4j.data.Dataset;
import org.stn4j.data.Splits;

/** A part of a data set. */
enum DataPart {
    TEST,
    VALIDATION,
    TRAIN;

    /** The name on the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What its images are called. */
    String images() {
        return (this == TRAIN ? "training" : word()) + " images";
    }

    /**
     * The part of a set.
     *
     * @throws IllegalArgumentException if there is nothing in it; one line
     */
    Dataset of(Splits splits) {
        Dataset part = switch (this) {
            case TEST -> splits.test();
            case VALIDATION -> splits.validation();
            case TRAIN -> splits.train();
        };
        if (part.size() == 0) {
            throw new IllegalArgumentException("there are no " + images() + " in " + part.name()
                    + "; choose another part with --part, or other data with --data");
        }
        return part;
    }

    /**
     * The part of a name.
     *
     * @throws IllegalArgumentException if there is none; one line
     */
    static DataPart named(String word) {
        return Arrays.stream(values())
                .filter(part -> part.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no part '" + word + "'; known are test, validation and train"));
    }
}
