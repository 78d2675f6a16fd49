package org.stn4j.data.street;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stn4j.data.Dataset;
import org.stn4j.data.Distortion;
import org.stn4j.data.ImageShape;
import org.stn4j.data.SeededRandom;
import org.stn4j.data.digits.DigitsDataset;

class StreetSceneTest {
    private final Dataset rows = new DigitRows(new DigitsDataset(4, 60), 9);

    private static float[] draw(int side, Dataset rows, int index, long seed) {
        return draw(new StreetScene(side), rows, index, seed);
    }

    private static float[] draw(Distortion scene, Dataset rows, int index, long seed) {
        float[] picture = new float[scene.output(rows.shape()).values()];
        scene.apply(rows, index, new SeededRandom(seed, 0, index), picture, 0);
        return picture;
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 128})
    void writesExactlyOnePictureInColours(int side) {
        StreetScene scene = new StreetScene(side);
        assertThat(scene.output(rows.shape())).isEqualTo(new ImageShape(3, side, side));
        float[] into = new float[3 * side * side + 6];
        for (int index = 0; index < rows.size(); index++) {
            Arrays.fill(into, -7);
            scene.apply(rows, index, new SeededRandom(index), into, 3);
            for (int i = 0; i < into.length; i++) {
                boolean outside = i < 3 || i >= into.length - 3;
                if (outside ? into[i] != -7 : !(into[i] >= 0 && into[i] <= 1)) {
                    throw new AssertionError("value " + i + " of picture " + index + " is " + into[i]);
                }
            }
        }
    }

    @Test
    void theSameStreamDrawsTheSamePictureOnAnyThread() {
        List<float[]> alone = IntStream.range(0, 40)
                .mapToObj(i -> draw(i % 2 == 0 ? 64 : 128, rows, i, 9))
                .toList();
        List<float[]> together = IntStream.range(0, 40)
                .parallel()
                .mapToObj(i -> draw(i % 2 == 0 ? 64 : 128, rows, i, 9))
                .toList();
        for (int i = 0; i < 40; i++) {
            assertThat(together.get(i)).isEqualTo(alone.get(i));
        }
        assertThat(draw(64, rows, 3, 10)).isNotEqualTo(draw(64, rows, 3, 9));
    }

    /**
     * Two rows that differ in their number only are drawn alike but where the number hangs: that tells how much of it is on
     * the canvas, and where.
     */
    @ParameterizedTest
    @ValueSource(ints = {64, 128})
    void theNumberIsOnTheCanvasWhole(int side) {
        for (int index = 0; index < 40; index++) {
            float[] with = draw(side, new Hung(rows), index, 3);
            float[] without = draw(side, new Hung(rows, 0), index, 3);
            int touched = 0;
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    int at = y * side + x;
                    boolean changed = Math.abs(with[at] - without[at])
                                    + Math.abs(with[side * side + at] - without[side * side + at])
                            > 1e-3;
                    touched += changed ? 1 : 0;
                }
            }
            assertThat(touched).as("picture " + index).isBetween(25, 64 * 64 / 2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 128})
    void easedAwayThereAreNoPieces(int side) {
        for (int index = 0; index < 40; index++) {
            Hung numbers = new Hung(rows);
            draw(new StreetScene(side).atStrength(0), numbers, index, 3);
            assertThat(numbers.pictures).as("pictures read").isEqualTo(1);
        }
    }

    /** Digits without a hole, which hang as one rectangle: its sides tell place, size, turn and slant. */
    @Test
    void easedAwayTheNumberIsInTheMiddleUprightAndAsLargeAsItCanBe() {
        int side = 128;
        Distortion scene = new StreetScene(side).atStrength(0);
        for (int index = 0; index < 40; index++) {
            float[] with = draw(scene, new Hung(rows, 1), index, 3);
            float[] without = draw(scene, new Hung(rows, 0), index, 3);
            int top = side;
            int bottom = -1;
            int left = side;
            int right = -1;
            int touched = 0;
            for (int at = 0; at < side * side; at++) {
                float change = 0;
                for (int channel = 0; channel < 3; channel++) {
                    change += Math.abs(with[channel * side * side + at] - without[channel * side * side + at]);
                }
                if (change > 1e-3) {
                    touched++;
                    top = Math.min(top, at / side);
                    bottom = Math.max(bottom, at / side);
                    left = Math.min(left, at % side);
                    right = Math.max(right, at % side);
                }
            }
            double height = bottom - top + 1;
            double width = right - left + 1;
            assertThat((top + bottom + 1) / 2.0).as("middle of number " + index).isBetween(63.0, 65.0);
            assertThat((left + right + 1) / 2.0).as("middle of number " + index).isBetween(62.0, 66.0);
            assertThat(touched / (height * width))
                    .as("share of its box that number " + index + " covers")
                    .isGreaterThan(0.97);
            // Ink is 20 of a digit's 28 pixels; at most it is 0.86 of 64 wide and 0.7 of 64 high.
            double inkWidth = width - height * 8 / 28;
            double inkHeight = height * 20 / 28;
            assertThat(Math.max(inkWidth / (0.86 * 64), inkHeight / (0.7 * 64)))
                    .as("size of number " + index)
                    .isBetween(0.96, 1.06);
        }
    }

    @Test
    void itsStrengthIsAShareOfTheWhole() {
        StreetScene scene = new StreetScene(64);
        assertThat(scene.atStrength(1)).isEqualTo(scene);
        assertThat(scene.atStrength(0.5).atStrength(0.5)).isEqualTo(new StreetScene(64, 0.25));
        assertThat(scene.atStrength(0.5).name()).isEqualTo(scene.name());
        assertThatThrownBy(() -> scene.atStrength(1.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not 1.5");
    }

    @Test
    void impossibleSizesAreRefused() {
        for (int side : new int[] {0, 63, 5000}) {
            assertThatThrownBy(() -> new StreetScene(side))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not " + side);
        }
    }

    /** Rows whose own pictures are seen as they are or filled with one value; the pieces of others, which are read before, are the same. */
    private static final class Hung implements Dataset {
        private final Dataset rows;
        private final OptionalDouble filling;
        private int pictures;

        Hung(Dataset rows) {
            this.rows = rows;
            this.filling = OptionalDouble.empty();
        }

        Hung(Dataset rows, double filling) {
            this.rows = rows;
            this.filling = OptionalDouble.of(filling);
        }

        private int reads;

        @Override
        public String name() {
            return rows.name();
        }

        @Override
        public int size() {
            return rows.size();
        }

        @Override
        public ImageShape shape() {
            return rows.shape();
        }

        @Override
        public List<String> labels() {
            return rows.labels();
        }

        @Override
        public int label(int index) {
            // Asked for once the pieces are laid: what is read next is the number itself.
            reads = -1;
            return rows.label(index);
        }

        @Override
        public void read(int index, float[] into, int offset) {
            rows.read(index, into, offset);
            pictures++;
            if (reads < 0 && filling.isPresent()) {
                Arrays.fill(into, offset, offset + shape().values(), (float) filling.getAsDouble());
            }
        }
    }
}
