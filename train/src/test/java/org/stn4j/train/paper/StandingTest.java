package org.stn4j.train.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stn4j.train.Machine;
import org.stn4j.train.Provenance;
import org.stn4j.train.TrainingOptions;
import org.stn4j.train.Versions;

/** A table with some of its cells made, in words. */
class StandingTest {
    @TempDir
    Path folder;

    private final Table table = Drawn.table();
    private CellResults results;

    @BeforeEach
    void keepSome() throws IOException {
        results = new CellResults(folder.resolve("results"));
        keep("fcn-R", 1, 150, false);
        keep("fcn-R", 2, 160, false);
        keep("st-fcn-affine-R", 1, 130, true);
    }

    private void keep(String cell, long seed, int wrong, boolean cut) throws IOException {
        keep(cell, "quick", seed, wrong, cut);
    }

    private void keep(String cell, String recipe, long seed, int wrong, boolean cut) throws IOException {
        Provenance provenance = new Provenance(
                new Versions("0.1", "abcdef0"),
                "./stn4j reproduce",
                "2026-01-01T00:00:00Z",
                "2026-01-01T00:20:00Z",
                "completed",
                new Provenance.Data("mnist", "R", 55_000, 5_000, 10_000),
                "fcn",
                399_999,
                TrainingOptions.DEFAULTS,
                Map.of("libtorch", "2"),
                new Machine("a processor", 2, 24, "Linux", "25"));
        Figures figures = new Figures(wrong / 100.0, wrong, 10_000, 1.5, 58, cut ? 31 : 60, 60, cut, 1200);
        results.keep(new CellResult("drawn", cell, recipe, seed, 15, figures, List.of(), provenance));
    }

    @Test
    void inATerminal() throws IOException {
        assertThat(StandingText.of(Standing.of(table, results))).isEqualTo("""
                Drawn digits, error in %: ours (the paper's)
                                R               E
                FCN             1.55 x2 (2.1)   - (3.2)
                ST-FCN affine   1.30* (1.2)
                * a limit ended the training before its recipe did
                """);
    }

    @Test
    void onThePage() throws IOException {
        Path picture = results.picture(table, table.cell("st-fcn-affine-R"));
        Files.writeString(picture, "a picture");
        Path page = folder.resolve("reproduction.md");
        String text = new ReproductionPage(results, page).text(List.of(Standing.of(table, results)));

        assertThat(text)
                .contains("| | R | E |\n|---|---|---|\n")
                .contains("| FCN | **1.55 ×2** (2.1) | – (3.2) |\n")
                .contains("| ST-FCN affine | 1.30\\* (1.2) |  |\n")
                .contains("](results/drawn/st-fcn-affine-R.png)")
                .contains("| `fcn-R` | 2 | 160 of 10,000 | 1.50 % | 60 (58) | 20 | 399,999 | quick | abcdef0 |\n")
                .contains("| `st-fcn-affine-R` | 1 | 130 of 10,000 | 1.50 % | 31 of 60 (58) |")
                .contains("./stn4j reproduce --table drawn")
                .doesNotContain("{tables}");
    }

    @Test
    void whatWasTrainedByAnEarlierRecipeIsMarked() throws IOException {
        keep("fcn-R", "quicker", 2, 160, false);
        Standing standing = Standing.of(table, results);

        assertThat(StandingText.of(standing))
                .contains("1.55^ x2 (2.1)")
                .contains("^ trained by an earlier recipe than the cell has now\n");
        assertThat(new ReproductionPage(results, folder.resolve("page.md")).text(List.of(standing)))
                .contains("| FCN | **1.55† ×2** (2.1) |");
    }

    @Test
    void whatIsAsGoodAsThePaperWhenRoundedAsItIsIsNotBetter() throws IOException {
        keep("fcn-E", 1, 315, false);
        assertThat(page(Table.Measure.WRONG)).contains("| 3.15 (3.2) |\n");
        keep("fcn-E", 1, 314, false);
        assertThat(page(Table.Measure.WRONG)).contains("| **3.14** (3.2) |\n");
    }

    private String page(Table.Measure measure) throws IOException {
        Table other = new Table(
                table.name(), table.title(), table.rows(), table.columns(), table.cells(), measure, "A note.");
        return new ReproductionPage(results, folder.resolve("page.md")).text(List.of(Standing.of(other, results)));
    }

    @Test
    void whatIsRightIsBetterThanThePaperAboveIt() throws IOException {
        assertThat(page(Table.Measure.RIGHT))
                .contains("A note.\n\n| | R | E |")
                .contains("| FCN | 1.55 ×2 (2.1) | – (3.2) |\n")
                .contains("| ST-FCN affine | **1.30\\*** (1.2) |  |\n")
                .contains("| cell | seed | right |");
    }

    @Test
    void aTimeIsShownWithItsMilliseconds() throws IOException {
        assertThat(page(Table.Measure.TIME))
                .contains("| FCN | **1.55 ×2** (2.1) | – (3.2) |\n")
                .contains("| `fcn-R` | 1 | 150 | 10,000 | a processor | abcdef0 |\n");
    }

    @Test
    void ofATableThatNobodyBegan() throws IOException {
        CellResults none = new CellResults(folder.resolve("nothing"));
        Standing standing = Standing.of(table, none);
        assertThat(StandingText.of(standing)).contains("- (2.1)").doesNotContain("*");
        assertThat(new ReproductionPage(none, folder.resolve("page.md")).text(List.of(standing)))
                .contains("None of these was made yet.");
    }

    @Test
    void aResultSurvivesBeingWrittenDown() throws IOException {
        CellResult kept = results.of(table, table.cell("fcn-R"), 2).orElseThrow();
        assertThat(kept.figures()).isEqualTo(new Figures(1.6, 160, 10_000, 1.5, 58, 60, 60, false, 1200));
        assertThat(kept.provenance().options()).isEqualTo(TrainingOptions.DEFAULTS);
        results.keep(kept);
        assertThat(results.of(table, table.cell("fcn-R"), 2)).contains(kept);
    }
}
