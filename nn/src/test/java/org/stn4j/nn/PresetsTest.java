package org.stn4j.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stn4j.nn.Presets.Settings;
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
                Network network = Presets.named(name, settings);
                assertThat(network.output()).isEqualTo(Shape.vector(10));
                assertThat((double) network.parameterCount())
                        .as("%s %s for %s", name, transform, input)
                        .isCloseTo(
                                Presets.PARAMETERS,
                                within(Presets.PARAMETERS * (name.endsWith("fcn") ? coarse : 0.02)));
            }
        }
        for (String name : Presets.names())
            System.out.println(Summary.of(Presets.named(name, new Settings(input, 10))));
    }
}
