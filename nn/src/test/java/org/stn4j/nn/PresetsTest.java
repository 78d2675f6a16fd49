package org.stn4j.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.stn4j.nn.Presets.Settings;
import org.stn4j.warp.Affine;
import org.stn4j.warp.Transforms;

class PresetsTest {

    static Stream<Shape> inputs() {
        return Stream.of(28, 40, 42, 60, 84, 128)
                .flatMap(side -> Stream.of(1, 2, 3).map(channels -> new Shape(channels, side, side)));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void networksForTheSameTaskHaveEqualParameterCounts(Shape input) {
        // A network of hidden layers grows by a whole column of pixel weights at a time, here up to 49,152.
        double coarse = Math.max(0.02, 0.6 * input.values() / Presets.PARAMETERS);
        for (String transform : Transforms.names()) {
            Settings settings = new Settings(input, 10, Transforms.named(transform), Presets.PARAMETERS);
            for (String name : Presets.names()) {
                if (transform.equals("flow") && name.equals("st-fcn") && input.channels() > 1) {
                    // Its θ and its localisation network alone are as large as the paper's whole networks.
                    continue;
                }
                Network network = Presets.named(name, settings);
                assertThat(network.output()).isEqualTo(Shape.vector(10));
                assertThat((double) network.parameterCount())
                        .as("%s %s for %s", name, transform, input)
                        .isCloseTo(
                                Presets.PARAMETERS,
                                within(Presets.PARAMETERS * (name.endsWith("fcn") ? coarse : 0.02)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"st-fcn, 2, 2", "st-fcn, 4, 2", "st-cnn, 3, 3"})
    void transformersSideBySideSeeAllChannelsAndHandOnTheirShare(String name, int channels, int transformers) {
        Settings settings = new Settings(new Shape(channels, 42, 42), 19);
        Network network = Presets.sideBySide(name, settings, transformers);
        assertThat(network.name()).isEqualTo(transformers + "x " + name + " affine");
        assertThat((double) network.parameterCount()).isCloseTo(Presets.PARAMETERS, within(0.02 * Presets.PARAMETERS));
        Layer.Parallel parallel = (Layer.Parallel) network.layers().get(0);
        assertThat(parallel.branches()).hasSize(transformers);
        int share = channels / transformers;
        for (int i = 0; i < transformers; i++) {
            assertThat(parallel.branches().get(i)).hasSize(2).contains(new Layer.Select(i * share, share));
        }
        assertThat(Shapes.infer(new Shape(channels, 42, 42), network.layers().subList(0, 2))
                        .output())
                .isEqualTo(new Shape(channels, 28, 28));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Presets.sideBySide(name, settings, channels + 1))
                .withMessageContaining("cannot be shared");
    }

    @ParameterizedTest
    @CsvSource({"40000", "180000", "400000", "3000000"})
    void otherParameterCounts(int parameters) {
        for (String name : Presets.names()) {
            Network network = Presets.named(name, new Settings(new Shape(1, 28, 28), 10, new Affine(), parameters));
            assertThat((double) network.parameterCount()).as(name).isCloseTo(parameters, within(parameters * 0.025));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 13", "2, 2", "5, 300", "11, 11", "12, 13", "13, 207", "23, 24", "27, 29", "30, 200"})
    void oddInputsHaveNetworksToo(int height, int width) {
        for (String name : Presets.names()) {
            Network network = Presets.named(
                    name, new Settings(new Shape(1, height, width), 3, new Affine(), 2 * Presets.PARAMETERS));
            assertThat(network.output()).as(name).isEqualTo(Shape.vector(3));
        }
    }

    @Test
    void theTransformerOfALargeCanvasSamplesTwiceAsDensely() {
        Summary summary = Summary.of(Presets.named("st-cnn", new Settings(new Shape(1, 42, 42), 10)));
        assertThat(summary.rows().stream()
                        .filter(row -> !row.path().contains("/"))
                        .limit(4)
                        .map(row -> row.path() + " " + row.output()))
                .containsExactly(
                        "0.spatialTransformer 1x56x56",
                        "1.averagePool 1x28x28",
                        "2.convolution 32x20x20",
                        "3.maxPool 32x10x10");
    }

    @Test
    void theTransformerOfASmallCanvasKeepsItsSize() {
        Network network = Presets.named("st-fcn", new Settings(new Shape(1, 28, 20), 10));
        assertThat(Shapes.infer(network).steps().get(0).output()).isEqualTo(new Shape(1, 28, 20));
        assertThat(network.layers().get(1)).isInstanceOf(Layer.Dense.class);
    }

    @Test
    void unknownNamesAndTooFewParameters() {
        Settings settings = new Settings(new Shape(3, 512, 512), 10);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Presets.named("stcnn", settings))
                .withMessage("there is no model 'stcnn'; did you mean 'st-cnn'? known are fcn, cnn, st-fcn, st-cnn");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Presets.named("fcn", settings))
                // One hidden unit: 786,432 + 1 + 1 + 1 weights and biases, and 10 classes of 1 + 1.
                .withMessage("the smallest fcn for 3x512x512 has 786455 parameters; ask for that many, not 400000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Settings(new Shape(1, 28, 28), 1))
                .withMessage("a classifier has two classes or more, not 1");
    }

    @Test
    void theSummaryIsATable() {
        Network network = NetworkYaml.parse("""
                name: small
                input: 1x12x12
                layers:
                - spatialTransformer: {transform: affine, localisation: [dense: 4], output: 6x6}
                - parallel: [[], [relu, dropout: 0.5]]
                - convolution: {filters: 3, kernel: 5, padding: 1}
                - dense: 1000
                """);
        assertThat(Summary.of(network)).hasToString("""
                        small
                        layer                                                    output  parameters  multiply-adds
                        input                                                   1x12x12
                        0.spatialTransformer    affine, bilinear, 0.0 outside     1x6x6
                          localisation/0.dense  4                                 4x1x1         580            576
                          theta                 6                                 6x1x1          30             24
                        1.parallel              2 branches                        2x6x6
                          1/0.relu                                                1x6x6
                          1/1.dropout           0.5                               1x6x6
                        2.convolution           3 of 5x5, padding 1               3x4x4         153          2,400
                        3.dense                 1000                           1000x1x1      49,000         48,000
                        total                                                                49,763         51,000
                        """);
    }

    @Test
    void theSummaryCountsEachLook() {
        String network = """
                name: looks
                input: 1x12x12
                layers:
                - spatialTransformer: {transform: affine, repeat: %d, localisation: [dense: 4]}
                - dense: 10
                """;
        Summary once = Summary.of(NetworkYaml.parse(network.formatted(1)));
        Summary thrice = Summary.of(NetworkYaml.parse(network.formatted(3)));
        assertThat(thrice.parameters()).isEqualTo(once.parameters());
        assertThat(once.multiplyAdds()).isEqualTo(576 + 24 + 1440);
        assertThat(thrice.multiplyAdds()).isEqualTo(3 * (576 + 24) + 1440);
        assertThat(thrice.rows().get(0).settings()).isEqualTo("affine, 3 times, bilinear, 0.0 outside");
    }
}
