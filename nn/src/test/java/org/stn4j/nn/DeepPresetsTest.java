package org.stn4j.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stn4j.warp.ImageSize;

class DeepPresetsTest {

    private static Network network(String name, int channels, int height, int width, long parameters) {
        return DeepPresets.named(
                name,
                new Presets.Settings(new Shape(channels, height, width), 43, new org.stn4j.warp.Affine(), parameters),
                Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "2, 9",
        "8, 8",
        "13, 207",
        "24, 96",
        "32, 32",
        "48, 48",
        "64, 64",
        "128, 96",
        "224, 224",
        "480, 640"
    })
    void everySizeHasANetwork(int height, int width) {
        for (String name : DeepPresets.names()) {
            Network network = network(name, 3, height, width, 400_000);
            assertThat(network.output()).as(name).isEqualTo(Shape.vector(43));
            assertThat((double) network.parameterCount()).as(name).isCloseTo(400_000, within(24_000.0));
        }
    }

    @Test
    void theCostIsThatOfTheGlimpse() {
        long small = Summary.of(network("st-deep", 3, 96, 96, 300_000)).multiplyAdds();
        long large = Summary.of(network("st-deep", 3, 224, 224, 300_000)).multiplyAdds();
        assertThat((double) large / small).isBetween(0.8, 1.2);
        long plain = Summary.of(network("deep", 3, 224, 224, 300_000)).multiplyAdds();
        assertThat((double) plain / large).isGreaterThan(4);
    }

    @ParameterizedTest
    @CsvSource({"20, 20, 20x20", "48, 48, 32x32", "64, 64, 40x40", "96, 96, 48x48", "224, 224, 48x48", "32, 96, 24x72"})
    void glimpsesHaveTheInputsProportions(int height, int width, String expected) {
        assertThat(DeepPresets.usualGlimpse(new ImageSize(height, width))).hasToString(expected);
    }

    @Test
    void aGlimpseMayBeAskedFor() {
        Network network = DeepPresets.named(
                "st-deep", new Presets.Settings(new Shape(3, 64, 64), 5), Optional.of(new ImageSize(16, 24)));
        // A reduction by four is sampled four times as densely, and averaged.
        assertThat(Shapes.infer(network).steps().get(0).output()).isEqualTo(new Shape(3, 64, 96));
        assertThat(Shapes.infer(network).steps().stream()
                        .filter(step -> step.path().equals("1.averagePool"))
                        .findFirst()
                        .orElseThrow()
                        .output())
                .isEqualTo(new Shape(3, 16, 24));
    }

    @Test
    void severalTransformers() {
        assertThat(transformers("st-deep")).isEqualTo(1);
        assertThat(transformers("st-deep-parallel")).isEqualTo(2);
        assertThat(transformers("st-deep-sequence")).isEqualTo(2);
        assertThat(transformers("deep")).isZero();
    }

    private static long transformers(String name) {
        return Shapes.infer(network(name, 3, 64, 64, 400_000)).steps().stream()
                .filter(step -> step.layer() instanceof Layer.SpatialTransformer)
                .count();
    }

    @Test
    void unknownNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> network("st-deeep", 3, 32, 32, 400_000))
                .withMessageStartingWith("there is no model 'st-deeep'; did you mean 'st-deep'?");
    }
}
