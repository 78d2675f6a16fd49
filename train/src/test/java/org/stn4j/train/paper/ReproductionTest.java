package org.stn4j.train.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stn4j.nn.torch.learn.DivergenceException;
import org.stn4j.nn.torch.learn.OptimizerSettings;
import org.stn4j.train.Evaluator;
import org.stn4j.train.Provenance;
import org.stn4j.train.RunDirectory;
import org.stn4j.train.TrainingListener;

/** Cells that are made, broken off and gone on with, on drawn digits. */
class ReproductionTest {
    @TempDir
    Path folder;

    private final Table table = Drawn.table();
    private final Cell fcn = table.cell("fcn-R");

    private CellResults results(String name) {
        return new CellResults(folder.resolve(name));
    }

    private Reproduction reproduction(String name, Attempt.Limits limits) {
        return new Reproduction(Drawn.DATA, limits, folder.resolve(name + "-runs"), results(name));
    }

    private Reproduction.Made make(String name, Cell cell, long seed, Attempt.Limits limits) throws IOException {
        return reproduction(name, limits)
                .make(new Reproduction.Job(table, cell, seed), TrainingListener.SILENT, () -> false)
                .orElseThrow();
    }

    /** Stops after so many steps. */
    private static BooleanSupplier after(int steps) {
        AtomicInteger asked = new AtomicInteger();
        return () -> asked.getAndIncrement() >= steps;
    }

    private static Figures timeless(Figures figures) {
        return new Figures(
                figures.percent(),
                figures.count(),
                figures.examples(),
                figures.validationPercent(),
                figures.bestEpoch(),
                figures.epochs(),
                figures.plannedEpochs(),
                figures.cut(),
                0);
    }

    @Test
    void aCellIsKeptWithItsProvenance() throws IOException {
        CellResult made = make("a", fcn, 1, Attempt.Limits.NONE).result();

        assertThat(results("a").of(table, fcn, 1)).contains(made);
        assertThat(results("a").of(table, fcn)).containsExactly(made);
        assertThat(made.figures().examples()).isEqualTo(60);
        assertThat(made.figures().percent()).isCloseTo(100.0 * made.figures().count() / 60, within(1e-9));
        assertThat(made.figures().epochs()).isEqualTo(3);
        assertThat(made.figures().cut()).isFalse();
        assertThat(made.testDraw()).isEqualTo(Evaluator.DRAW);
        assertThat(made.recipe()).isEqualTo("quick");
        assertThat(made.provenance().command())
                .isEqualTo("./stn4j reproduce --table drawn --cell fcn-R --seed 1 --seeds 1");
        assertThat(made.provenance().data().source()).isEqualTo("mnist");
        assertThat(made.provenance().options().bend()).isEqualTo(0.02);
        assertThat(made.provenance().outcome()).isEqualTo("completed");
        assertThat(folder.resolve("a/drawn/fcn-R.seed-1.json"))
                .content()
                .doesNotContain("somewhere")
                .doesNotContain(folder.toString());
    }

    @Test
    void whatDoesNotLookHasNoPicturesAndWhatLooksHas() throws IOException {
        assertThat(make("a", fcn, 1, Attempt.Limits.NONE).views()).isEmpty();
        assertThat(make("a", table.cell("st-fcn-affine-R"), 1, Attempt.Limits.NONE)
                        .views())
                .hasSize(20)
                .allSatisfy(view -> assertThat(view.looks()).hasSize(1));
    }

    @Test
    void brokenOffAndGoneOnWithItIsTheSameInTheEnd() throws IOException {
        Cell cell = table.cell("st-fcn-affine-R");
        Reproduction.Job job = new Reproduction.Job(table, cell, 5);
        CellResult whole = make("whole", cell, 5, Attempt.Limits.NONE).result();
        Reproduction parts = reproduction("parts", Attempt.Limits.NONE);

        assertThat(parts.make(job, TrainingListener.SILENT, after(5))).isEmpty();
        assertThat(results("parts").of(table, cell, 5)).isEmpty();
        // The test images are not looked at before the end.
        RunDirectory run = new RunDirectory(parts.folder(job));
        assertThat(run.report()).doesNotExist();
        assertThat(Provenance.read(run.provenance()).outcome()).isEqualTo("interrupted");
        assertThat(parts.make(job, TrainingListener.SILENT, after(3))).isEmpty();
        CellResult gone = parts.make(job, TrainingListener.SILENT, () -> false)
                .orElseThrow()
                .result();

        assertThat(timeless(gone.figures())).isEqualTo(timeless(whole.figures()));
        assertThat(run.report()).exists();
        assertThat(Files.readAllBytes(run.model()))
                .isEqualTo(Files.readAllBytes(new RunDirectory(
                                reproduction("whole", Attempt.Limits.NONE).folder(job))
                        .model()));
    }

    @Test
    void anotherSeedIsAnotherRun() throws IOException {
        Figures one = make("a", fcn, 1, Attempt.Limits.NONE).result().figures();
        Figures two = make("a", fcn, 2, Attempt.Limits.NONE).result().figures();
        assertThat(timeless(two)).isNotEqualTo(timeless(one));
        assertThat(results("a").of(table, fcn)).extracting(CellResult::seed).containsExactly(1L, 2L);
    }

    @Test
    void whatALimitCutsSaysSoAndIsMadeAnew() throws IOException {
        Figures quick =
                make("a", fcn, 1, new Attempt.Limits(1, 0, 0, "cpu")).result().figures();
        assertThat(quick.cut()).isTrue();
        assertThat(quick.epochs()).isEqualTo(1);
        assertThat(quick.plannedEpochs()).isEqualTo(3);
        assertThat(results("a").of(table, fcn, 1).orElseThrow().provenance().command())
                .endsWith(" --epochs 1");

        Figures full = make("a", fcn, 1, Attempt.Limits.NONE).result().figures();
        assertThat(timeless(full))
                .isEqualTo(
                        timeless(make("b", fcn, 1, Attempt.Limits.NONE).result().figures()));
    }

    @Test
    void aBudgetOfTimeCutsToo() throws IOException {
        Figures figures = make("a", fcn, 1, new Attempt.Limits(0, 1e-4, 0, "cpu"))
                .result()
                .figures();
        assertThat(figures.cut()).isTrue();
        assertThat(figures.epochs()).isEqualTo(1);
    }

    @Test
    void whatIsFinishedIsNotLeftAndWhatIsCutOrOfAnotherRecipeComesLast() throws IOException {
        Reproduction reproduction = reproduction("a", Attempt.Limits.NONE);
        List<Reproduction.Job> all = table.cells().stream()
                .map(cell -> new Reproduction.Job(table, cell, 1))
                .toList();
        assertThat(names(reproduction.left(all, 1, 0, false)))
                .containsExactly("fcn-R 1", "fcn-R 2", "st-fcn-affine-R 1", "fcn-E 1", "fcn-E 2");

        make("a", fcn, 1, new Attempt.Limits(1, 0, 0, "cpu"));
        make("a", fcn, 2, Attempt.Limits.NONE);
        assertThat(names(reproduction.left(all, 1, 0, false)))
                .containsExactly("st-fcn-affine-R 1", "fcn-E 1", "fcn-E 2", "fcn-R 1");
        assertThat(names(reproduction.left(all, 1, 1, true)))
                .containsExactly("fcn-R 1", "st-fcn-affine-R 1", "fcn-E 1");
        CellResult full = results("a").of(table, fcn, 2).orElseThrow();
        results("a")
                .keep(new CellResult(
                        full.table(),
                        full.cell(),
                        "slow",
                        full.seed(),
                        full.testDraw(),
                        full.figures(),
                        full.others(),
                        full.provenance()));
        assertThat(names(reproduction.left(all, 1, 0, false)))
                .containsExactly("st-fcn-affine-R 1", "fcn-E 1", "fcn-E 2", "fcn-R 1", "fcn-R 2");
        assertThat(names(reproduction.left(all, 7, 1, false)))
                .containsExactly("fcn-R 7", "st-fcn-affine-R 7", "fcn-E 7");
    }

    private static List<String> names(List<Reproduction.Job> jobs) {
        return jobs.stream().map(job -> job.cell().name() + " " + job.seed()).toList();
    }

    @Test
    void aTrainingThatDivergesIsSaidAndNothingIsKept() {
        Recipe wild = new Recipe(
                "wild",
                Drawn.RECIPE.options().toBuilder()
                        .learningRate(1e30)
                        .clipNorm(0)
                        .optimizer(new OptimizerSettings.Sgd(0, 0))
                        .build(),
                0);
        Classification calm = (Classification) fcn.experiment();
        Cell cell = new Cell(
                "wild",
                fcn.row(),
                fcn.column(),
                fcn.paper(),
                1,
                new Classification(calm.pictures(), calm.distortion(), calm.plain(), wild));
        assertThatThrownBy(() -> make("a", cell, 1, Attempt.Limits.NONE))
                .isInstanceOf(DivergenceException.class)
                .hasMessageContaining("lower the learning rate");
        assertThat(folder.resolve("a")).doesNotExist();
    }

    @Test
    void aDamagedResultIsOneLineThatNamesIt() throws IOException {
        make("a", fcn, 1, Attempt.Limits.NONE);
        Path file = folder.resolve("a/drawn/fcn-R.seed-1.json");
        Files.writeString(file, "{\"table\": 3");
        assertThatThrownBy(() -> results("a").of(table, fcn))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("remove it")
                .message()
                .doesNotContain("\n");
    }
}
