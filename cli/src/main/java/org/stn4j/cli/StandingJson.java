package org.stn4j.cli;

import java.util.List;
import org.stn4j.train.paper.CellResult;
import org.stn4j.train.paper.Standing;

/**
 * A table as {@code --json} prints it.
 *
 * @param table its name
 * @param title its heading, with the unit
 * @param cells its cells, in the order in which they are made
 */
record StandingJson(String table, String title, List<Entry> cells) {

    /**
     * A cell.
     *
     * @param paper the paper's figure; null if it has none
     * @param ours the mean of ours; null if the cell was not made yet
     * @param cut whether a limit ended a training before its recipe did
     * @param earlier whether one of them was trained by another recipe than the cell has now
     * @param results one for each seed
     */
    record Entry(
            String cell,
            String row,
            String column,
            Double paper,
            Double ours,
            boolean cut,
            boolean earlier,
            List<CellResult> results) {}

    /** Several tables as a list. */
    static String text(List<Standing> standings) {
        // The mapper of the run files: it knows how settings are written.
        return org.stn4j.train.Json.write(
                standings.stream().map(StandingJson::of).toList());
    }

    private static StandingJson of(Standing standing) {
        return new StandingJson(
                standing.table().name(),
                standing.table().title(),
                standing.entries().stream().map(StandingJson::entry).toList());
    }

    private static Entry entry(Standing.Entry entry) {
        return new Entry(
                entry.cell().name(),
                entry.cell().row(),
                entry.cell().column(),
                entry.cell().paper().isPresent() ? entry.cell().paper().getAsDouble() : null,
                entry.percent().isPresent() ? entry.percent().getAsDouble() : null,
                entry.cut(),
                entry.earlier(),
                entry.results());
    }
}
