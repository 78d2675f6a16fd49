package org.stn4j.train.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A table for a terminal: our figure beside the paper's. */
public final class StandingText {
    private static final int GAP = 3;

    private StandingText() {}

    /** The table in lines of text. */
    public static String of(Standing standing) {
        Table table = standing.table();
        List<List<String>> lines = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(""));
        head.addAll(table.columns());
        lines.add(head);
        for (String row : table.rows()) {
            List<String> line = new ArrayList<>(List.of(row));
            table.columns().forEach(column -> line.add(figure(standing.at(row, column))));
            lines.add(line);
        }
        StringBuilder text = new StringBuilder(table.title()).append(": ours (the paper's)\n");
        for (List<String> line : lines) {
            StringBuilder words = new StringBuilder();
            for (int i = 0; i < line.size(); i++) {
                words.append(line.get(i))
                        .append(" ".repeat(width(lines, i) + GAP - line.get(i).length()));
            }
            text.append(words.toString().stripTrailing()).append('\n');
        }
        if (standing.entries().stream().anyMatch(Standing.Entry::cut)) {
            text.append("* a limit ended the training before its recipe did\n");
        }
        if (standing.entries().stream().anyMatch(Standing.Entry::earlier)) {
            text.append("^ trained by an earlier recipe than the cell has now\n");
        }
        return text.toString();
    }

    private static int width(List<List<String>> lines, int column) {
        return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
    }

    /** Ours and the paper's; a minus where there is none yet, nothing where there is no cell. */
    private static String figure(Optional<Standing.Entry> entry) {
        return entry.map(there -> {
                    String ours = ours(there, "-");
                    return there.cell().paper().isPresent() ? ours + " (" + paper(there.cell()) + ")" : ours;
                })
                .orElse("");
    }

    /** Our figure, marked where a limit cut it or its recipe has changed, with the number of seeds it is the mean of. */
    static String ours(Standing.Entry entry, String none) {
        if (entry.percent().isEmpty()) {
            return none;
        }
        String figure = String.format(Locale.ROOT, "%.2f", entry.percent().getAsDouble())
                + (entry.cut() ? "*" : "")
                + (entry.earlier() ? "^" : "");
        int seeds = entry.results().size();
        return seeds > 1 ? figure + " x" + seeds : figure;
    }

    static String paper(Cell cell) {
        return String.format(Locale.ROOT, "%.1f", cell.paper().orElseThrow());
    }
}
