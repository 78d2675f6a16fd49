package org.stn4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BentTest {

    @Nested
    class BeforeATurn extends DistortionContract {
        @Override
        Distortion distortion() {
            return Bent.of(Distortions.named("RTS"), 0.03);
        }
    }

    @Nested
    class AmongClutter extends DistortionContract {
        @Override
        Distortion distortion() {
            return Bent.of(Distortions.named("TC"), 0.05);
        }
    }

    @Nested
    class Alone extends DistortionContract {
        private final Distortion none = Distortions.named("none");

        @Override
        Distortion distortion() {
            return Bent.of(none, 0.03);
        }

        @Test
        void thePictureIsAnotherOneEachTime() {
            assertThat(draw(distortion(), digits, 3, 1)).isNotEqualTo(draw(distortion(), digits, 3, 2));
        }

        @Test
        void theStrengthSaysHowFarItIsFromTheStraightOne() {
            assertThat(difference(0.0001)).isLessThan(0.001);
            assertThat(difference(0.03)).isBetween(2 * difference(0.01), 4 * difference(0.01));
        }

        /** A stroke's direction, from its second moments: a slant and a squeeze turn it both ways alike. */
        @Test
        void thereIsNoTurnOnAverage() {
            double sum = 0;
            int draws = 400;
            for (int seed = 0; seed < draws; seed++) {
                sum += difference(draw(distortion(), new Bar(), 0, seed));
            }
            assertThat(sum / draws).isCloseTo(0, within(0.3));
        }

        private double difference(double strength) {
            double sum = 0;
            for (int index = 0; index < 50; index++) {
                float[] straight = draw(none, digits, index, 1);
                float[] bent = draw(Bent.of(none, strength), digits, index, 1);
                for (int i = 0; i < bent.length; i++) {
                    sum += Math.abs(bent[i] - straight[i]) / bent.length / 50;
                }
            }
            return sum;
        }

        /** How much further to the right the ink is in the upper half than in the lower one, in pixels. */
        private static double difference(float[] picture) {
            double[] moments = new double[2];
            double[] ink = new double[2];
            for (int i = 0; i < picture.length; i++) {
                int half = i / 28 / 14;
                moments[half] += picture[i] * (i % 28);
                ink[half] += picture[i];
            }
            return moments[0] / ink[0] - moments[1] / ink[1];
        }
    }

    @Test
    void ofNoStrengthItIsTheOtherDistortionItself() {
        Distortion other = Distortions.named("P");
        assertThat(Bent.of(other, 0)).isSameAs(other);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void impossibleStrengthsAreRefused(double strength) {
        assertThatThrownBy(() -> Bent.of(Distortions.named("P"), strength))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("share of the picture's side");
    }

    /** One upright bar. */
    private record Bar() implements Dataset {
        @Override
        public String name() {
            return "bar";
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public ImageShape shape() {
            return new ImageShape(1, 28, 28);
        }

        @Override
        public List<String> labels() {
            return List.of("bar");
        }

        @Override
        public int label(int index) {
            return 0;
        }

        @Override
        public void read(int index, float[] into, int offset) {
            for (int i = 0; i < 28 * 28; i++) {
                int x = i % 28;
                int y = i / 28;
                into[offset + i] = x >= 12 && x < 16 && y >= 4 && y < 24 ? 1 : 0;
            }
        }
    }
}
