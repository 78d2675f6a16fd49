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

    /** What is not finite is also read, times 0, where an interpolation takes it in; and so nowhere by the nearest. */
    @ParameterizedTest
    @MethodSource("cases")
    void aPixelThatIsNotFiniteReachesNoFurtherThanTheInterpolation(WarpCase c) {
        float[] image = WarpCase.noise(WarpCase.random(7), c.in().pixels());
        int width = c.in().width();
        int row = c.in().height() / 2;
        int column = width / 2;
        image[row * width + column] = Float.POSITIVE_INFINITY;
        float[] output = c.warp().apply(image, 1, c.family().identity(c.out()));
        int reach = switch (c.interpolation()) {
            case NEAREST -> 0;
            case BILINEAR -> 1;
            case BICUBIC -> 2;
        };
        for (int i = 0; i < output.length; i++) {
            if (Math.abs(i / width - row) > reach || Math.abs(i % width - column) > reach) {
                assertThat(output[i]).isEqualTo(image[i]);
            }
        }
        if (c.interpolation() == Interpolation.NEAREST) {
            assertThat(output).isEqualTo(image);
        }
    }
}
