package org.stn4j.train.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Network;
import org.stn4j.nn.Shape;
import org.stn4j.train.RunDirectory;
import org.stn4j.train.TrainingListener;
import org.stn4j.train.TrainingOptions;
import org.stn4j.warp.ImageSize;

/** Street numbers, and by them what goes for every experiment with a lesson of its own; on drawn digits. */
class StreetTest {
    private static final Recipe RECIPE = new Recipe(
            "quick", Drawn.RECIPE.options().toBuilder().epochs(2).bend(0).build(), 0.1);

    @TempDir
    Path folder;

    private static StreetNumbers numbers(StreetNetworks kind) {
        StreetNumbers whole =
                (StreetNumbers) Tables.named("street").cell(kind.word() + "-64").experiment();
        return new StreetNumbers(whole.pictures(), whole.distortion(), whole.plain(), RECIPE);
    }

    private Attempt attempt(String name, Attempt.Limits limits, BooleanSupplier stop) {
        return new Attempt(
                Drawn.DATA, 3, limits, folder.resolve(name), "./stn4j reproduce", TrainingListener.SILENT, stop);
    }

    private Attempt attempt(String name) {
        return attempt(name, Attempt.Limits.NONE, () -> false);
    }

    /** Stops after so many steps. */
    private static BooleanSupplier after(int steps) {
        AtomicInteger asked = new AtomicInteger();
        return () -> asked.getAndIncrement() >= steps;
    }

    @ParameterizedTest
    @EnumSource
    void networksTakeBothSizesAndMultiHasATransformerBeforeEachOfFourConvolutions(StreetClassifier classifier) {
        for (int side : new int[] {64, 128}) {
            assertThat(convolutionsBehindTransformers(StreetNetworks.CNN.network(classifier, side)))
                    .isEmpty();
            assertThat(convolutionsBehindTransformers(StreetNetworks.SINGLE.network(classifier, side)))
                    .containsExactly(0);
            assertThat(convolutionsBehindTransformers(StreetNetworks.MULTI.network(classifier, side)))
                    .containsExactly(0, 1, 2, 3);
        }
    }

    /** Which convolutions have a transformer just before them, those of localisation networks not counted. */
    private static List<Integer> convolutionsBehindTransformers(Network network) {
        assertThat(network.input().channels()).isEqualTo(3);
        assertThat(network.output().values()).isEqualTo(55);
        List<Integer> found = new ArrayList<>();
        int convolution = 0;
        Layer before = null;
        for (Layer layer : network.layers()) {
            if (layer instanceof Layer.Convolution) {
                if (before instanceof Layer.SpatialTransformer) {
                    found.add(convolution);
                }
                convolution++;
            }
            before = layer;
        }
        return found;
    }

    @Test
    void asWideAsThePapersItHasTheWeightsOfItsLayers() {
        Network network = StreetNetworks.CNN.network(StreetClassifier.PAPERS, 64);
        long convolutions = 25L * (3 * 48 + 48 * 64 + 64 * 128 + 128 * 160 + 160 * 192 + 3 * 192 * 192);
        long dense = 192L * 4 * 4 * 3072 + 2L * 3072 * 3072 + 3072 * 55;
        long biases = 48 + 64 + 128 + 160 + 4 * 192 + 3 * 3072 + 55;
        assertThat(network.parameterCount()).isEqualTo(convolutions + dense + biases);
    }

    @ParameterizedTest
    @CsvSource({"64, 1", "128, 0.5"})
    void theSingleTransformerHandsOnTheMiddleAtItsOwnResolutionToBeginWith(int side, float share) {
        Layer first = StreetNetworks.SINGLE
                .network(StreetClassifier.NARROW, side)
                .layers()
                .get(0);
        assertThat(first).isInstanceOfSatisfying(Layer.SpatialTransformer.class, window -> {
            assertThat(window.outputSize(new Shape(3, side, side))).isEqualTo(new ImageSize(64, 64));
            assertThat(window.startTheta(new ImageSize(64, 64))).containsExactly(share, 0, 0, 0, share, 0);
        });
    }

    @ParameterizedTest
    @CsvSource({"cnn-64, 0.1", "st-cnn-single-64, 0.5", "st-cnn-single-128, 0.5", "st-cnn-multi-128, 0.1"})
    void aWindowLearnsToFollowFasterThanThePapersTenth(String cell, double scale) {
        TrainingOptions options =
                Tables.named("street").cell(cell).experiment().recipe().options();
        assertThat(options.learning().localisationScale()).isEqualTo(scale);
    }

    @Test
    void brokenOffAndGoneOnWithItIsTheSameInTheEnd() throws IOException {
        StreetNumbers numbers = numbers(StreetNetworks.MULTI);
        Measurement whole = numbers.run(attempt("whole")).orElseThrow();

        assertThat(numbers.run(attempt("parts", Attempt.Limits.NONE, after(3)))).isEmpty();
        assertThat(numbers.run(attempt("parts", Attempt.Limits.NONE, after(2)))).isEmpty();
        Measurement gone = numbers.run(attempt("parts")).orElseThrow();

        assertThat(gone.figures().count()).isEqualTo(whole.figures().count());
        assertThat(gone.figures().validationPercent()).isEqualTo(whole.figures().validationPercent());
        assertThat(Files.readAllBytes(new RunDirectory(folder.resolve("parts")).model()))
                .isEqualTo(Files.readAllBytes(new RunDirectory(folder.resolve("whole")).model()));
        assertThat(whole.figures().examples()).isEqualTo(60);
        assertThat(whole.figures().cut()).isFalse();
        assertThat(whole.figures().epochs()).isEqualTo(2);
        assertThat(whole.provenance().outcome()).isEqualTo("completed");
        assertThat(whole.views())
                .hasSize(20)
                .allSatisfy(view -> assertThat(view.looks()).hasSize(1));
    }

    @Test
    void whatALimitCutsSaysSo() throws IOException {
        Attempt.Limits limits = new Attempt.Limits(1, 0, 0, "cpu");
        Figures figures = numbers(StreetNetworks.CNN)
                .run(attempt("cut", limits, () -> false))
                .orElseThrow()
                .figures();
        assertThat(figures.cut()).isTrue();
        assertThat(figures.plannedEpochs()).isEqualTo(2);
    }

    @Test
    void theTimeIsMeasuredAndCanBeStopped() throws IOException {
        StreetNumbers numbers = numbers(StreetNetworks.SINGLE);
        Network plain = StreetNetworks.CNN.network(StreetClassifier.NARROW, 64);
        StreetTime time = new StreetTime(numbers.pictures(), plain, numbers.plain(), RECIPE, 3);
        Figures figures = time.run(attempt("time")).orElseThrow().figures();
        assertThat(figures.examples()).isPositive();
        assertThat(figures.percent())
                .isCloseTo(100.0 * figures.count() / figures.examples() - 100, within(100.0 / figures.examples() + 1));
        assertThat(time.run(attempt("time", Attempt.Limits.NONE, after(4)))).isEqualTo(Optional.empty());
    }
}
