package org.stn4j.train.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stn4j.train.RunDirectory;
import org.stn4j.train.TrainingListener;

/** Small cells on drawn digits; whether what they find is any good is for the real ones to say. */
class ColocalisationTest {
    @TempDir
    Path folder;

    private static Colocalisation quick(String cell) {
        Colocalisation whole =
                (Colocalisation) Tables.named("colocalisation").cell(cell).experiment();
        Recipe recipe = new Recipe(
                "quick", whole.recipe().options().toBuilder().epochs(2).build(), 0);
        return new Colocalisation(
                whole.digit(),
                whole.placement(),
                whole.network(),
                recipe,
                new Colocalisation.Encoder(whole.encoder().scenes(), Drawn.RECIPE));
    }

    private Attempt attempt(String name, BooleanSupplier stop) {
        return new Attempt(
                Drawn.DATA,
                3,
                Attempt.Limits.NONE,
                folder.resolve(name).resolve("run"),
                "./stn4j reproduce",
                TrainingListener.SILENT,
                stop);
    }

    /** Stops after so many steps. */
    private static BooleanSupplier after(int steps) {
        AtomicInteger asked = new AtomicInteger();
        return () -> asked.getAndIncrement() >= steps;
    }

    @Test
    void brokenOffAndGoneOnWithItIsTheSameInTheEnd() throws IOException {
        Colocalisation cell = quick("TC-3");
        Measurement whole = cell.run(attempt("whole", () -> false)).orElseThrow();

        // In the encoder's steps, and then in those of the transformer.
        assertThat(cell.run(attempt("parts", after(5)))).isEmpty();
        assertThat(cell.run(attempt("parts", after(60)))).isEmpty();
        Measurement gone = cell.run(attempt("parts", () -> false)).orElseThrow();

        assertThat(gone.figures().validationPercent()).isEqualTo(whole.figures().validationPercent());
        assertThat(gone.others()).isEqualTo(whole.others());
        assertThat(Files.readAllBytes(new RunDirectory(folder.resolve("parts/run")).model()))
                .isEqualTo(Files.readAllBytes(new RunDirectory(folder.resolve("whole/run")).model()));

        Figures figures = whole.figures();
        assertThat(figures.examples()).isEqualTo(4);
        assertThat(figures.percent()).isEqualTo(100.0 * figures.count() / 4);
        assertThat(figures.epochs()).isEqualTo(2);
        assertThat(figures.cut()).isFalse();
        assertThat(whole.provenance().data().testImages()).isEqualTo(6);
        assertThat(whole.views()).hasSize(4).allSatisfy(view -> {
            assertThat(view.looks()).hasSize(1);
            assertThat(view.right()).isEqualTo(view.probability() > 0.5);
        });
    }

    @Test
    void allCellsOfASeedShareOneEncoder() throws IOException {
        assertThat(quick("T-1").run(attempt("shared", () -> false))).isPresent();
        Path model = new RunDirectory(folder.resolve("shared/encoder.seed-3")).model();
        byte[] encoder = Files.readAllBytes(model);
        AtomicInteger steps = new AtomicInteger();
        BooleanSupplier counting = () -> steps.incrementAndGet() < 0;
        assertThat(quick("T-2").run(attempt("shared", counting))).isPresent();
        assertThat(Files.readAllBytes(model)).isEqualTo(encoder);
        // Those of the transformer alone.
        assertThat(steps).hasValue(2 * ColocalisationLesson.STEPS);
    }

    @Test
    void theSpreadShrinksByEqualFactors() {
        ColocalisationLesson.Spread spread = new ColocalisationLesson.Spread(0.4, 0.1);
        assertThat(spread.at(0)).isEqualTo(0.4);
        assertThat(spread.at(0.5)).isEqualTo(0.2);
        assertThat(spread.at(1)).isEqualTo(0.1);
    }
}
