package org.stn4j.train.paper;

import java.util.List;
import java.util.stream.Collectors;

/** The paper's tables, in the order in which they are made. */
public final class Tables {
    private static final List<Table> ALL = List.of(
            MnistTable.table(),
            ClutteredTable.table(),
            AdditionTable.table(),
            ColocalisationTable.table(),
            StreetTable.table(),
            StreetTable.times(),
            PartsTable.table(),
            VolumesTable.table());

    private Tables() {}

    /** All tables. */
    public static List<Table> all() {
        return ALL;
    }

    /**
     * The table of a name; upper and lower case are the same.
     *
     * @throws IllegalArgumentException if there is none; the message lists those that there are
     */
    public static Table named(String name) {
        return ALL.stream()
                .filter(table -> table.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no table '" + name + "'; choose one of "
                        + ALL.stream().map(Table::name).collect(Collectors.joining(", "))));
    }
}
