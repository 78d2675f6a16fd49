package org.stn4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistortionsTest {

    @Nested
    class None extends DistortionContract {
        @Override
        Distortion distortion() {
            return Distortions.named("none");
        }

        @Test
        void changesNothing() {
            assertThat(draw(distortion(), digits, 7, 1)).isEqualTo(DatasetContract.read(digits, 7));
        }
    }

    @Nested
    class R extends DistortionContract {
        @Override
        Distortion distortion() {
            return Distortions.named("R");
        }
    }

    @Nested
    class Rts extends DistortionContract {
        @Override
        Distortion distortion() {
            return Distortions.named("RTS");
        }
    }

    @Nested
    class P extends DistortionContract {
        @Override
        Distortion distortion() {
            return Distortions.named("P");
        }
    }

    @Nested
    class E extends DistortionContract {
        @Override
        Distortion distortion() {
            return Distortions.named("E");
        }
    }

    @Nested
    class T extends DistortionContract {
        @Override
        Distortion distortion() {
            return Distortions.named("T");
        }
    }

    @Nested
    class Tc extends DistortionContract {
        @Override
        Distortion distortion() {
            return Distortions.named("TC");
        }
    }

    @ParameterizedTest
    @CsvSource({"none,28,28", "R,28,28", "RTS,42,42", "P,42,42", "E,28,28", "T,60,60", "TC,60,60"})
    void mnistComesOutOnTheCanvasOfEach(String name, int height, int width) {
        assertThat(Distortions.named(name).output(new ImageShape(1, 28, 28)))
                .isEqualTo(new ImageShape(1, height, width));
    }

    @ParameterizedTest
    @CsvSource({"RTS,21,84", "T,30,120", "E,14,56"})
    void otherSizesGrowInProportion(String name, int height, int width) {
        assertThat(Distortions.named(name).output(new ImageShape(3, 14, 56)))
                .isEqualTo(new ImageShape(3, height, width));
    }

    @ParameterizedTest
    @ValueSource(strings = {"R", "RTS", "P", "E", "T", "TC"})
    void easedAwayAPictureIsInTheMiddleAsItIs(String name) {
        Dataset digits = new Pictures(10, 28, 28);
        Distortion none = Distortions.named(name).atStrength(0);
        int side = none.output(digits.shape()).width();
        float[] expected = new float[side * side];
        int margin = (side - 28) / 2;
        float[] picture = DatasetContract.read(digits, 7);
        for (int row = 0; row < 28; row++) {
            System.arraycopy(picture, row * 28, expected, (margin + row) * side + margin, 28);
        }

        assertThat(DistortionContract.draw(none, digits, 7, 1)).containsExactly(expected, within(1e-4f));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "R", "RTS", "P", "E", "T", "TC"})
    void withAllItsStrengthADistortionIsItself(String name) {
        Dataset digits = new Pictures(10, 28, 28);
        Distortion whole = Distortions.named(name);
        for (Distortion eased :
                List.of(whole.atStrength(1), Bent.of(whole, 0.02).atStrength(1))) {
            assertThat(eased.name()).isEqualTo(name);
            assertThat(eased.output(digits.shape())).isEqualTo(whole.output(digits.shape()));
        }

        assertThat(DistortionContract.draw(whole.atStrength(1), digits, 7, 3))
                .isEqualTo(DistortionContract.draw(whole, digits, 7, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"R", "RTS", "P", "E", "T", "TC"})
    void noneIsWeakerThanNothing(String name) {
        for (double strength : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> Distortions.named(name).atStrength(strength))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("distortion " + name);
        }
    }

    @Test
    void namesTheKnownOnes() {
        assertThat(Distortions.names()).containsExactly("none", "R", "RTS", "P", "E", "T", "TC");
        assertThat(Distortions.named("rts").name()).isEqualTo("RTS");
        assertThatThrownBy(() -> Distortions.named("RTSX"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("RTSX", "none, R, RTS, P, E, T, TC");
    }
}
