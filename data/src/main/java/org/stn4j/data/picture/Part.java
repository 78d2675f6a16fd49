package org.stn4j.data.picture;

import java.util.Locale;
import java.util.Optional;

/** A part of a data set. */
enum Part {
    TRAIN,
    VALIDATION,
    TEST;

    /** The part that a folder or a table names: {@code train}, {@code val}, {@code Final_Training}, … */
    static Optional<Part> named(String name) {
        String word = name.toLowerCase(Locale.ROOT).replaceAll("^.*[_ -](?=[a-z]+$)", "");
        return switch (word) {
            case "train", "training" -> Optional.of(TRAIN);
            case "val", "valid", "validation", "dev" -> Optional.of(VALIDATION);
            case "test", "testing" -> Optional.of(TEST);
            default -> Optional.empty();
        };
    }
}
