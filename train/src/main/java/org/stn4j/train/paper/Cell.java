package org.stn4j.train.paper;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * One figure of a table, as an experiment that can be made.
 *
 * @param name what the command line and files call it, such as {@code st-cnn-affine-RTS}
 * @param row label of its row
 * @param column label of its column
 * @param paper the paper's figure in the table's unit, if it has one
 * @param seeds how many seeds its figure is to be the mean of, at least 1
 * @param experiment what is done
 */
public record Cell(String name, String row, String column, OptionalDouble paper, int seeds, Experiment experiment) {
    public Cell {
        Objects.requireNonNull(paper, "paper");
        Objects.requireNonNull(experiment, "experiment");
        if (!name.matches("[A-Za-z0-9.-]+")) {
            throw new IllegalArgumentException(
                    "the name of a cell is part of file names, and cannot be '" + name + "'");
        }
        if (seeds < 1) {
            throw new IllegalArgumentException("a cell has one seed or more, not " + seeds);
        }
    }

    /** Row and column. */
    record Place(String row, String column) {}

    Place place() {
        return new Place(row, column);
    }
}
