package org.stn4j.train.paper;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One table of the paper: cells by row and column.
 *
 * @param name what the command line calls it; small letters
 * @param title heading, with the unit of the figures
 * @param rows labels of the rows, from the top
 * @param columns labels of the columns, from the left
 * @param cells the cells, in the order in which they are worth being made; not every place needs one
 * @param measure what the figures are
 * @param note what there is to know of it, a paragraph; may be empty
 */
public record Table(
        String name,
        String title,
        List<String> rows,
        List<String> columns,
        List<Cell> cells,
        Measure measure,
        String note) {

    /** What figures are. */
    public enum Measure {
        /** The share that is wrong: the smaller, the better. */
        WRONG,
        /** The share that is right: the larger, the better. */
        RIGHT,
        /** The time that is added, of milliseconds with something and without: the smaller, the better. */
        TIME
    }

    public Table {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        cells = List.copyOf(cells);
        for (Cell cell : cells) {
            if (!rows.contains(cell.row()) || !columns.contains(cell.column())) {
                throw new IllegalArgumentException("table " + name + " has no place for its cell " + cell.name());
            }
        }
        if (cells.stream().map(Cell::name).distinct().count() < cells.size()
                || cells.stream().map(Cell::place).distinct().count() < cells.size()) {
            throw new IllegalArgumentException("table " + name + " has two cells of one name or at one place");
        }
    }

    /** A table of errors. */
    public Table(String name, String title, List<String> rows, List<String> columns, List<Cell> cells) {
        this(name, title, rows, columns, cells, Measure.WRONG, "");
    }

    /** Whether a figure is better than the paper's, which have one decimal, when it is rounded as they are. */
    boolean isBetter(double ours, double papers) {
        long one = Math.round(10 * ours);
        long other = Math.round(10 * papers);
        return measure == Measure.RIGHT ? one > other : one < other;
    }

    /** The cell at a place. */
    public Optional<Cell> at(String row, String column) {
        return cells.stream()
                .filter(cell -> cell.row().equals(row) && cell.column().equals(column))
                .findFirst();
    }

    /**
     * The cell of a name; upper and lower case are the same.
     *
     * @throws IllegalArgumentException if there is none; the message lists those that there are
     */
    public Cell cell(String wanted) {
        return cells.stream()
                .filter(cell -> cell.name().equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("table " + name + " has no cell '" + wanted
                        + "'; it has " + cells.stream().map(Cell::name).collect(Collectors.joining(", "))));
    }
}
