package org.stn4j.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolumePresetsTest {

    @ParameterizedTest
    @ValueSource(strings = {"volume-cnn", "st-volume-cnn"})
    void networksHaveTheParametersAskedForAndReadAsWritten(String name) {
        for (String input : new String[] {"30x30x30", "16x28x40", "5x13x12"}) {
            Network network = VolumePresets.named(name, new Presets.Settings(Shape.parse(input), 10));
            assertThat(network.output()).isEqualTo(Shape.vector(10));
            assertThat(network.parameterCount()).isCloseTo(Presets.PARAMETERS, Percentage.withPercentage(1));
            assertThat(NetworkYaml.parse(NetworkYaml.format(network))).isEqualTo(network);
            assertThat(network.layers().get(0) instanceof Layer.VolumeTransformer)
                    .isEqualTo(name.startsWith("st-"));
            assertThat(network.layers()).contains(new Layer.Convolution(1, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cnn", "st-volume"})
    void anUnknownNameIsOneLine(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VolumePresets.named(name, new Presets.Settings(new Shape(8, 28, 28), 10)))
                .withMessageContainingAll(name, "volume-cnn, st-volume-cnn");
    }
}
