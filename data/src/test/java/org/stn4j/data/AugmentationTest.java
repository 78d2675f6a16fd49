package org.stn4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationTest {
    private static final Distortion NONE = Distortions.named("none");

    /** One picture, brighter to the right and, on another scale, downwards. */
    private record Slope(ImageShape shape) implements Dataset {
        @Override
        public String name() {
            return "slope";
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public List<String> labels() {
            return List.of("a", "b");
        }

        @Override
        public int label(int index) {
            return 0;
        }

        @Override
        public void read(int index, float[] into, int offset) {
            for (int i = 0; i < shape.values(); i++) {
                into[offset + i] = (i % shape.width() + 0.5f) / shape.width();
            }
        }
    }

    private static float[] drawn(String augmentation, ImageShape shape, long seed) {
        float[] picture = new float[shape.values() + 2];
        Augmented.of(NONE, Augmentation.parse(augmentation))
                .apply(new Slope(shape), 0, new SeededRandom(seed), picture, 1);
        assertThat(picture[0]).isZero();
        assertThat(picture[shape.values() + 1]).isZero();
        return java.util.Arrays.copyOfRange(picture, 1, shape.values() + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "mild", "strong", "shift=0.1", "turn=15.0,mirror", "mild,mirror", "strong,turn=0"})
    void isReadAsItIsWritten(String text) {
        Augmentation parsed = Augmentation.parse(text);
        assertThat(Augmentation.parse(parsed.toString())).isEqualTo(parsed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wild", "shift", "shift=x", "shift=2", "turn=181", "mirror=3", "contrast=NaN", ""})
    void mistakesAreOneLine(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Augmentation.parse(text))
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }

    @Test
    void noneIsTheDistortionItself() {
        assertThat(Augmented.of(NONE, Augmentation.NONE)).isSameAs(NONE);
    }

    @Test
    void theSameStreamDrawsTheSameAndAnotherOneAnother() {
        ImageShape shape = new ImageShape(3, 9, 14);
        assertThat(drawn("strong,mirror", shape, 4)).isEqualTo(drawn("strong,mirror", shape, 4));
        assertThat(drawn("strong,mirror", shape, 4)).isNotEqualTo(drawn("strong,mirror", shape, 5));
    }

    @Test
    void mirrorsHalfOfThemAndNothingElse() {
        ImageShape shape = new ImageShape(1, 4, 8);
        float[] plain = drawn("none", shape, 0);
        int mirrored = 0;
        for (int seed = 0; seed < 200; seed++) {
            float[] picture = drawn("mirror", shape, seed);
            boolean turned = picture[0] > picture[7];
            mirrored += turned ? 1 : 0;
            for (int x = 0; x < 8; x++) {
                assertThat(picture[x]).isEqualTo(plain[turned ? 7 - x : x], within(1e-5f));
            }
        }
        assertThat(mirrored).isBetween(70, 130);
    }

    @Test
    void shiftsByNoMoreThanItSays() {
        ImageShape shape = new ImageShape(1, 20, 20);
        double most = 0;
        for (int seed = 0; seed < 300; seed++) {
            // The brightness in the middle tells the place: it rises by 1 over the width.
            double moved = drawn("shift=0.2", shape, seed)[10 * 20 + 10] - (10.5 / 20);
            most = Math.max(most, Math.abs(moved));
        }
        assertThat(most).isBetween(0.18, 0.2001);
    }

    @Test
    void aTurnKeepsDistancesWhateverTheProportions() {
        ImageShape shape = new ImageShape(1, 10, 40);
        for (int seed = 0; seed < 50; seed++) {
            float[] picture = drawn("turn=30", shape, seed);
            double right = 40 * (picture[5 * 40 + 21] - picture[5 * 40 + 20]);
            double down = 40 * (picture[6 * 40 + 20] - picture[5 * 40 + 20]);
            // A brightness that rises by one a pixel still does, in another direction.
            assertThat(Math.hypot(right, down)).isEqualTo(1, within(1e-3));
            assertThat(Math.abs(Math.toDegrees(Math.atan2(down, right)))).isLessThanOrEqualTo(30.01);
        }
    }

    @Test
    void valuesStayFromZeroToOne() {
        ImageShape shape = new ImageShape(3, 6, 6);
        for (int seed = 0; seed < 100; seed++) {
            for (float value : drawn("brightness=1,contrast=1,colour=1", shape, seed)) {
                assertThat(value).isBetween(0f, 1f);
            }
        }
    }

    @Test
    void greyHasNoColourToChange() {
        ImageShape shape = new ImageShape(1, 3, 5);
        assertThat(drawn("colour=0.5", shape, 2)).containsExactly(drawn("none", shape, 2), within(1e-6f));
    }
}
