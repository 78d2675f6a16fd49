package org.stn4j.train.paper;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The page of all tables in Markdown: figures, where they come from, and what the networks look at. */
public final class ReproductionPage {
    private static final String TEMPLATE = "reproduction.md";
    private static final String PLACE = "{tables}\n";

    private final CellResults results;
    private final Path page;

    /**
     * A page.
     *
     * @param page the file that it is going to be, from which links to pictures start
     */
    public ReproductionPage(CellResults results, Path page) {
        this.results = results;
        this.page = page;
    }

    /** The page's text. */
    public String text(List<Standing> standings) throws IOException {
        StringBuilder tables = new StringBuilder();
        for (Standing standing : standings) {
            tables.append(section(standing));
        }
        return template().replace(PLACE, tables.toString());
    }

    private static String template() throws IOException {
        try (InputStream in = ReproductionPage.class.getResourceAsStream(TEMPLATE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String section(Standing standing) {
        Table table = standing.table();
        StringBuilder text = new StringBuilder("## ").append(table.title()).append("\n\n");
        text.append("`./stn4j reproduce --table ").append(table.name()).append("`\n\n");
        if (!table.note().isEmpty()) {
            text.append(table.note()).append("\n\n");
        }
        text.append("| | ").append(String.join(" | ", table.columns())).append(" |\n");
        text.append("|---|").append("---|".repeat(table.columns().size())).append('\n');
        for (String row : table.rows()) {
            text.append("| ").append(row);
            table.columns().forEach(column -> text.append(" | ").append(figure(table, standing.at(row, column))));
            text.append(" |\n");
        }
        text.append('\n');
        boolean made =
                standing.entries().stream().anyMatch(entry -> !entry.results().isEmpty());
        return made ? text + pictures(standing) + details(standing) : text + "None of these was made yet.\n\n";
    }

    private static String figure(Table table, Optional<Standing.Entry> entry) {
        if (entry.isEmpty()) {
            return "";
        }
        Standing.Entry there = entry.get();
        String ours = StandingText.ours(there, "–")
                .replace(" x", " ×")
                .replace("*", "\\*")
                .replace("^", "†");
        if (there.cell().paper().isEmpty()) {
            return ours;
        }
        boolean better = there.percent().isPresent()
                && table.isBetter(
                        there.percent().getAsDouble(), there.cell().paper().getAsDouble());
        return (better ? "**" + ours + "**" : ours) + " (" + StandingText.paper(there.cell()) + ")";
    }

    private String pictures(Standing standing) {
        StringBuilder text = new StringBuilder();
        for (Standing.Entry entry : standing.entries()) {
            Path picture = results.picture(standing.table(), entry.cell());
            if (Files.exists(picture)) {
                String link = page.toAbsolutePath()
                        .getParent()
                        .relativize(picture.toAbsolutePath())
                        .toString()
                        .replace('\\', '/');
                text.append(entry.cell().row());
                if (standing.table().columns().size() > 1) {
                    text.append(", ").append(entry.cell().column());
                }
                text.append(":\n\n");
                text.append("![test pictures with the frame that the network looks through, and what it sees](")
                        .append(link)
                        .append(")\n\n");
            }
        }
        return text.toString();
    }

    private static String details(Standing standing) {
        if (standing.table().measure() == Table.Measure.TIME) {
            return times(standing);
        }
        String counted = standing.table().measure() == Table.Measure.RIGHT ? "right" : "wrong";
        StringBuilder text =
                new StringBuilder("| cell | seed | " + counted + " | validation | epochs (best) | minutes |"
                        + " parameters | recipe | commit |\n|---|---|---|---|---|---|---|---|---|\n");
        standing.entries().stream().flatMap(entry -> entry.results().stream()).forEach(result -> {
            Figures figures = result.figures();
            String made = figures.cut() ? figures.epochs() + " of " + figures.plannedEpochs() : "" + figures.epochs();
            text.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %d | %,d of %,d | %.2f %% | %s (%d) | %.0f | %,d | %s | %s |%n",
                    result.cell(),
                    result.seed(),
                    figures.count(),
                    figures.examples(),
                    figures.validationPercent(),
                    made,
                    figures.bestEpoch(),
                    figures.seconds() / 60,
                    result.provenance().parameters(),
                    result.recipe(),
                    result.provenance().stn4j().commit()));
        });
        text.append('\n');
        standing.entries().stream().flatMap(entry -> entry.results().stream()).forEach(result -> {
            if (!result.others().isEmpty()) {
                text.append(others(result));
            }
        });
        return text.toString().replace("\r\n", "\n");
    }

    private static String others(CellResult result) {
        String figures = result.others().stream()
                .map(other -> String.format(Locale.ROOT, "%s %.1f %%", other.what(), other.percent()))
                .collect(Collectors.joining("; "));
        return "`" + result.cell() + "`, seed " + result.seed() + ": " + figures + ".\n\n";
    }

    private static String times(Standing standing) {
        StringBuilder text = new StringBuilder("""
                | cell | seed | ms a step | ms without | machine | commit |
                |---|---|---|---|---|---|
                """);
        standing.entries().stream()
                .flatMap(entry -> entry.results().stream())
                .forEach(result -> text.append(String.format(
                        Locale.ROOT,
                        "| `%s` | %d | %,d | %,d | %s | %s |\n",
                        result.cell(),
                        result.seed(),
                        result.figures().count(),
                        result.figures().examples(),
                        result.provenance().machine().processor(),
                        result.provenance().stn4j().commit())));
        return text.append('\n').toString();
    }
}
