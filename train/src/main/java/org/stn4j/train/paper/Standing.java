package org.stn4j.train.paper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a table has come.
 *
 * @param table the table
 * @param entries one for each of its cells, in their order
 */
public record Standing(Table table, List<Entry> entries) {
    public Standing {
        entries = List.copyOf(entries);
    }

    /**
     * A cell and what came of it.
     *
     * @param cell the cell
     * @param results one for each seed that it was made with; empty if it was not
     */
    public record Entry(Cell cell, List<CellResult> results) {
        public Entry {
            results = List.copyOf(results);
        }

        /** The mean of all seeds. */
        public OptionalDouble percent() {
            return results.stream()
                    .mapToDouble(result -> result.figures().percent())
                    .average();
        }

        /** Whether a limit ended one of the trainings before its recipe did. */
        public boolean cut() {
            return results.stream().anyMatch(result -> result.figures().cut());
        }

        /** Whether one of them was trained by another recipe than the cell has now. */
        public boolean earlier() {
            return results.stream().anyMatch(result -> isEarlier(cell, result));
        }

        static boolean isEarlier(Cell cell, CellResult result) {
            return !result.recipe().equals(cell.experiment().recipe().name());
        }
    }

    /** Reads what is kept of a table. */
    public static Standing of(Table table, CellResults results) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Cell cell : table.cells()) {
            entries.add(new Entry(cell, results.of(table, cell)));
        }
        return new Standing(table, entries);
    }

    /** The entry of a place. */
    public Optional<Entry> at(String row, String column) {
        return table.at(row, column).map(cell -> entries.get(table.cells().indexOf(cell)));
    }
}
