package org.stn4j.warp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The identity is the identity: the same bits, for every family, kernel, padding and corner convention. */
class WarpIdentityTest {

    static Stream<WarpCase> cases() {
        return Stream.of(new ImageSize(1, 1), new ImageSize(2, 13), new ImageSize(28, 28), new ImageSize(207, 131))
                .map(size -> WarpCase.all(size, size))
                .flatMap(List::stream)
                // A fixed scale other than 1 has no identity.
                .filter(c -> !(c.family() instanceof FixedAttention));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesBackTheInputBitForBit(WarpCase c) {
        float[] image = WarpCase.noise(WarpCase.random(7), 2 * c.in().pixels());
        float[] output = c.warp().apply(image, 2, c.family().identity(c.out()));
        assertThat(output).isEqualTo(image);
    }
}
