package org.stn4j.train.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.stn4j.data.Distortion;
import org.stn4j.data.Distortions;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Network;
import org.stn4j.nn.Presets;
import org.stn4j.nn.Shape;
import org.stn4j.nn.Shapes;
import org.stn4j.train.TrainingOptions;

/** The tables against the paper's. */
class TablesTest {
    private static final List<String> COLUMNS = List.of("R", "RTS", "P", "E");

    private static double paper(Table table, String row, String column) {
        return table.at(row, column).orElseThrow().paper().orElseThrow();
    }

    @Test
    void theFirstTableIsThePapersWith32Cells() {
        Table table = Tables.named("mnist");
        assertThat(table.columns()).isEqualTo(COLUMNS);
        assertThat(table.rows().subList(0, 8))
                .containsExactly(
                        "FCN",
                        "CNN",
                        "ST-FCN affine",
                        "ST-FCN projective",
                        "ST-FCN TPS",
                        "ST-CNN affine",
                        "ST-CNN projective",
                        "ST-CNN TPS");
        for (String row : table.rows().subList(0, 8)) {
            assertThat(COLUMNS)
                    .allSatisfy(column -> assertThat(table.at(row, column)).isPresent());
        }
        assertThat(table.cells()).hasSize(35);
        assertThat(paper(table, "FCN", "RTS")).isEqualTo(5.2);
        assertThat(paper(table, "ST-FCN projective", "P")).isEqualTo(1.4);
        assertThat(paper(table, "ST-CNN TPS", "E")).isEqualTo(1.1);
        assertThat(paper(table, "ST-CNN affine", "R")).isEqualTo(0.7);
    }

    @Test
    void lookingTwiceIsTheSameNetworkOtherwise() {
        Table table = Tables.named("mnist");
        for (String kind : List.of("st-fcn-affine", "st-cnn-affine")) {
            Network once = table.cell(kind + "-RTS").experiment().network();
            Network twice = table.cell(kind + "-twice-RTS").experiment().network();
            Layer.SpatialTransformer first =
                    (Layer.SpatialTransformer) once.layers().get(0);
            assertThat(twice.layers().get(0)).isEqualTo(first.repeated(2)).isNotEqualTo(first);
            assertThat(twice.layers().subList(1, twice.layers().size()))
                    .isEqualTo(once.layers().subList(1, once.layers().size()));
            assertThat(twice.parameterCount()).isEqualTo(once.parameterCount());
        }
    }

    @Test
    void theHeadlinesComeFirstAndHaveThreeSeeds() {
        List<Cell> cells = Tables.named("mnist").cells();
        assertThat(cells.subList(0, 4)).allSatisfy(cell -> {
            assertThat(cell.row()).isEqualTo("ST-CNN affine");
            assertThat(cell.seeds()).isEqualTo(3);
        });
        assertThat(cells.get(0).name()).isEqualTo("st-cnn-affine-RTS");
        assertThat(cells.subList(4, cells.size()))
                .allSatisfy(cell -> assertThat(cell.seeds()).isEqualTo(1));
    }

    @Test
    void clutterHasThePapersRowsOnBothSets() {
        Table table = Tables.named("cluttered");
        assertThat(table.rows()).containsExactly("FCN", "CNN", "ST-FCN affine", "ST-CNN affine");
        assertThat(table.cells()).hasSize(8);
        assertThat(paper(table, "CNN", "TC 60×60")).isEqualTo(3.5);
        assertThat(table.cells())
                .filteredOn(cell -> cell.name().endsWith("-40x40"))
                .allSatisfy(cell -> {
                    assertThat(cell.experiment().source()).isEqualTo(PaperData.Source.CLUTTERED);
                    assertThat(cell.experiment().network().input().height()).isEqualTo(40);
                });
    }

    @Test
    void inAdditionADenseNetworkWithoutATransformerLearnsLonger() {
        for (Cell cell : Tables.named("addition").cells()) {
            assertThat(cell.experiment().recipe().options().length().epochs())
                    .as(cell.name())
                    .isEqualTo(
                            switch (cell.name()) {
                                case "fcn-addition" -> 45;
                                case "cnn-addition" -> 6;
                                default -> 15;
                            });
        }
    }

    @Test
    void inAdditionTwoTransformersSeeBothChannelsAndHandOnOneEach() {
        Table table = Tables.named("addition");
        assertThat(table.cells()).hasSize(8);
        assertThat(paper(table, "2×ST-FCN TPS", "error")).isEqualTo(5.8);
        Network network = table.cell("2x-st-fcn-affine-addition").experiment().network();
        assertThat(network.input()).isEqualTo(new Shape(2, 42, 42));
        assertThat(network.output().values()).isEqualTo(19);
        assertThat(Shapes.infer(network).steps())
                .filteredOn(step -> step.layer() instanceof Layer.SpatialTransformer)
                .hasSize(2)
                .allSatisfy(step -> assertThat(step.input().channels()).isEqualTo(2));
        assertThat(Shapes.infer(network).steps())
                .filteredOn(step -> step.layer() instanceof Layer.Select)
                .extracting(step -> ((Layer.Select) step.layer()).first())
                .containsExactly(0, 1);
    }

    @Test
    void theTransformersOfPartsShareALocalisationNetworkAndStartApart() {
        Table table = Tables.named("parts");
        assertThat(table.rows()).containsExactly("CNN", "2×ST-CNN", "4×ST-CNN");
        for (int count : new int[] {2, 4}) {
            Network network = table.cell(count + "x-st-cnn-parts").experiment().network();
            assertThat(network.output()).isEqualTo(Shape.vector(16));
            Layer.Glimpses glimpses = (Layer.Glimpses) network.layers().get(0);
            assertThat(glimpses.transformers()).hasSize(count);
            assertThat(glimpses.transformers().stream().map(Layer.SpatialTransformer::start))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void everyDigitIsFoundAloneAndAmongClutterThroughAWindowOfItsSize() {
        Table table = Tables.named("colocalisation");
        assertThat(table.columns()).containsExactly("T", "TC");
        assertThat(table.cells()).hasSize(20);
        assertThat(paper(table, "digit 3", "T")).isEqualTo(100);
        assertThat(table.cells()).allSatisfy(cell -> {
            Colocalisation experiment = (Colocalisation) cell.experiment();
            assertThat(cell.row()).isEqualTo("digit " + experiment.digit());
            assertThat(experiment.placement().distractors())
                    .isEqualTo(cell.column().equals("TC") ? 16 : 0);
            assertThat(experiment.network().input()).isEqualTo(new Shape(1, 84, 84));
            assertThat(experiment.network().output()).isEqualTo(new Shape(1, 28, 28));
        });
    }

    @Test
    void volumesAreProjectedWithAndWithoutATransformer() {
        Table table = Tables.named("volumes");
        assertThat(table.cells())
                .hasSize(3)
                .allSatisfy(
                        cell -> assertThat(cell.experiment().network().input()).isEqualTo(new Shape(30, 30, 30)));
        assertThat(table.cell("st-volume-cnn-volumes").experiment().network().layers())
                .first()
                .isInstanceOf(Layer.VolumeTransformer.class);
    }

    @Test
    void streetNumbersAreThePapersOnPhotographsOnly() {
        Table table = Tables.named("street");
        assertThat(table.rows()).containsExactly("CNN", "ST-CNN single", "ST-CNN multi");
        assertThat(table.cells()).hasSize(12);
        assertThat(paper(table, "CNN", "SVHN 128 px")).isEqualTo(5.6);
        assertThat(paper(table, "ST-CNN multi", "SVHN 64 px")).isEqualTo(3.6);
        assertThat(table.cells())
                .allSatisfy(cell -> assertThat(cell.paper().isPresent())
                        .isEqualTo(cell.experiment().source() == PaperData.Source.HOUSE_NUMBERS));
    }

    /** What makes a table's rows comparable. */
    @Test
    void allNetworksOfAColumnHaveAsManyParameters() {
        for (String name : List.of("mnist", "cluttered", "addition")) {
            assertThat(Tables.named(name).cells())
                    .allSatisfy(cell -> assertThat(cell.experiment().network().parameterCount())
                            .as(cell.name())
                            .isCloseTo(Presets.PARAMETERS, Percentage.withPercentage(1)));
        }
    }

    @Test
    void nothingButTheTrainingDigitsIsBentAndNoRecipeHasATimeLimit() {
        for (Table table : Tables.all()) {
            for (Cell cell : table.cells()) {
                TrainingOptions options = cell.experiment().recipe().options();
                assertThat(options.length().minutes()).isZero();
                if (cell.experiment() instanceof Classification classification
                        && !(classification.distortion() instanceof Extruded)) {
                    Distortion measured = classification.distortion();
                    Distortion single = measured instanceof EachChannel each ? each.single() : measured;
                    assertThat(single).isSameAs(Distortions.named(single.name()));
                }
            }
        }
    }

    @Test
    void allNetworksOfAColumnWithConvolutionsGoAsFarBeyondItsRanges() {
        for (Cell cell : Tables.named("mnist").cells()) {
            assertThat(cell.experiment().recipe().options().beyond())
                    .as(cell.name())
                    .isEqualTo(cell.name().matches("(st-)?cnn(?!.*paper).*-(R|RTS)") ? 0.15 : 0);
        }
    }

    @Test
    void turnsAreEasedInForAllNetworksOfAColumnWithConvolutions() {
        for (Cell cell : Tables.named("mnist").cells()) {
            assertThat(cell.experiment().recipe().options().easeIn())
                    .as(cell.name())
                    .isEqualTo(cell.name().matches("(st-)?cnn.*-R") ? 15 : 0);
        }
    }

    @Test
    void thePapersOwnWayIsItsSchedule() {
        Recipe recipe = Tables.named("mnist")
                .cell("st-cnn-affine-paper-RTS")
                .experiment()
                .recipe();
        int steps =
                recipe.options().length().epochs() * (55_000 / recipe.options().batchSize());
        assertThat(steps).isBetween(149_000, 151_000);
        assertThat(recipe.options().schedule().factor(0.5)).isEqualTo(0.1);
        assertThat(recipe.options().bend()).isZero();
        assertThat(recipe.dropout()).isZero();
    }

    @Test
    void wrongNamesAreToldTheRightOnes() {
        assertThatThrownBy(() -> Tables.named("mnits"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'mnits'", "mnist, cluttered, addition");
        assertThatThrownBy(() -> Tables.named("mnist").cell("cnn-Q"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'cnn-Q'", "cnn-RTS");
        assertThat(Tables.named("MNIST").cell("CNN-rts").name()).isEqualTo("cnn-RTS");
    }

    @Test
    void aTableWithTwoCellsAtOnePlaceIsNone() {
        Cell cell = Drawn.cell(NetworkKind.FCN, "R", 1);
        assertThatThrownBy(() -> new Table("t", "T", List.of("FCN"), List.of("R"), List.of(cell, cell)))
                .hasMessageContaining("two cells");
        assertThatThrownBy(() -> new Table("t", "T", List.of("FCN"), List.of("E"), List.of(cell)))
                .hasMessageContaining("no place");
    }
}
