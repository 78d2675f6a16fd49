package org.stn4j.train.paper;

import java.util.List;
import java.util.Objects;
import org.stn4j.train.Provenance;

/**
 * A cell that was made: its figures and where they come from, as they are kept in the project.
 *
 * @param table name of its table
 * @param cell its name
 * @param recipe name of its recipe
 * @param seed of weights, order, distortions and dropout
 * @param testDraw seed of the distortions of the test pictures, the same for all
 * @param figures what was measured
 * @param others what was measured beside them; mostly nothing, and nothing in results from before there were any
 * @param provenance versions, machine, settings, and the command that makes it again
 */
public record CellResult(
        String table,
        String cell,
        String recipe,
        long seed,
        long testDraw,
        Figures figures,
        List<SideFigure> others,
        Provenance provenance) {
    public CellResult {
        others = others == null ? List.of() : List.copyOf(others);
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(cell, "cell");
        Objects.requireNonNull(recipe, "recipe");
        Objects.requireNonNull(figures, "figures");
        Objects.requireNonNull(provenance, "provenance");
    }
}
