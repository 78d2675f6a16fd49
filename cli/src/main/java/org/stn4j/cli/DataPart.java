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

    Dataset of(Splits splits) {
        return switch (this) {
            case TEST -> splits.test();
            case VALIDATION -> splits.validation();
            case TRAIN -> splits.train();
        };
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
