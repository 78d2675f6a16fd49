package org.stn4j.train.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A titled table of names and values.
 *
 * @param title heading of the table
 * @param rows the facts in order
 */
public record Facts(String title, List<Fact> rows) {

    /** A name and its value, as they are to be read. */
    public record Fact(String name, String value) {}

    public Facts {
        rows = List.copyOf(rows);
    }

    /** A table from {@code name, value, name, value, …}. */
    public static Facts of(String title, String... namesAndValues) {
        List<Fact> rows = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            rows.add(new Fact(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new Facts(title, rows);
    }
}
