package org.stn4j.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.stn4j.train.paper.Cell;
import org.stn4j.train.paper.Reproduction;
import org.stn4j.train.paper.Table;
import org.stn4j.train.paper.Tables;
import picocli.CommandLine.Option;

/** Which cells are made, and with which seeds. */
final class CellChoice {
    @Option(
            names = "--table",
            completionCandidates = Choices.OfTables.class,
            paramLabel = "TABLE",
            description = "One table only; by default all of them. --show prints their names.")
    private String table;

    @Option(
            names = "--cell",
            completionCandidates = Choices.OfCells.class,
            arity = "1..*",
            paramLabel = "CELL",
            description = "These cells only, such as st-cnn-affine-RTS; by default all of the table.")
    private List<String> cells = List.of();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "The first seed; 1 by default.")
    private long seed;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "How many seeds; by default 3 for the headline cells and 1 for the others.")
    private Integer seeds;

    @Option(names = "--again", description = "Make cells that are finished, too; their results are replaced.")
    private boolean again;

    /** The tables that are spoken of. */
    List<Table> tables() {
        return table == null ? Tables.all() : List.of(Tables.named(table));
    }

    /** The cells that are spoken of, in the order in which they are to be made. */
    List<Reproduction.Job> jobs() {
        if (seeds != null && seeds < 1) {
            throw new IllegalArgumentException("the number of seeds is 1 or more, not " + seeds);
        }
        List<Reproduction.Job> all = tables().stream()
                .flatMap(one -> one.cells().stream().map(cell -> new Reproduction.Job(one, cell, seed)))
                .toList();
        if (cells.isEmpty()) {
            return all;
        }
        List<Reproduction.Job> chosen = new ArrayList<>();
        for (String name : cells) {
            chosen.add(all.stream()
                    .filter(job -> job.cell().name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no cell '" + name + "'"
                            + (table == null ? "" : " in table " + table) + "; choose one of "
                            + all.stream()
                                    .map(Reproduction.Job::cell)
                                    .map(Cell::name)
                                    .collect(Collectors.joining(", ")))));
        }
        return chosen;
    }

    /** Whether cells are asked for by their names. */
    boolean isByName() {
        return !cells.isEmpty();
    }

    /** What is left to be made of some cells. */
    List<Reproduction.Job> left(Reproduction reproduction, List<Reproduction.Job> chosen) throws IOException {
        return reproduction.left(chosen, seed, seeds == null ? 0 : seeds, again);
    }
}
