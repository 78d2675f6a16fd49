package org.stn4j.warp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values against the definition where the output has many tiles, and where it is far coarser or finer than the input. */
class WarpLargeTest {

    static Stream<WarpCase> cases() {
        return Stream.of(
                        WarpCase.all(new ImageSize(100, 90), new ImageSize(150, 140)),
                        WarpCase.all(new ImageSize(700, 500), new ImageSize(13, 17)),
                        WarpCase.all(new ImageSize(3, 2), new ImageSize(70, 207)))
                .flatMap(List::stream)
                .filter(c -> !c.transform().startsWith("tps") || c.out().pixels() < 1000);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithTheDefinition(WarpCase c) {
        RandomGenerator random = WarpCase.random(c.toString().hashCode());
        float[] image = WarpCase.noise(random, c.in().pixels());
        float[] theta = c.theta(random, 0.5);
        float[] actual = c.warp().apply(image, 1, theta);
        double[] expected = c.reference().apply(WarpCase.doubles(image), 1, WarpCase.doubles(theta));
        // A rounding error of a coordinate is multiplied by the contrast; on an edge of the nearest it flips a pixel.
        double tolerance = 1e-6 * Math.max(c.in().width(), c.in().height());
        int flipped = 0;
        for (int i = 0; i < actual.length; i++) {
            if (Math.abs(actual[i] - expected[i]) > tolerance) {
                flipped++;
            }
        }
        int allowed = c.interpolation() == Interpolation.NEAREST ? 1 + actual.length / 1000 : 0;
        assertThat(flipped).as("samples that differ").isLessThanOrEqualTo(allowed);
    }
}
