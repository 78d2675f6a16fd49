package org.stn4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private static final Distortion T = Distortions.named("T");
    private static final Distortion TC = Distortions.named("TC");

    @Test
    void reachesEveryPlaceInWholePixels() {
        Dataset dots = new Flat(2, 0);
        boolean[] tops = new boolean[33];
        boolean[] lefts = new boolean[33];
        for (int seed = 0; seed < 1000; seed++) {
            float[] canvas = DistortionContract.draw(T, dots, 0, seed);
            int first = 0;
            while (canvas[first] == 0) {
                first++;
            }
            int top = first / 60;
            int left = first % 60;
            tops[top] = true;
            lefts[left] = true;
            // The square is whole and unchanged.
            assertThat(DistortionContract.sum(canvas)).isEqualTo(784);
            assertThat(canvas[(top + 27) * 60 + left + 27]).isEqualTo(1);
        }
        assertThat(tops).containsOnly(true);
        assertThat(lefts).containsOnly(true);
    }

    @Test
    void halfAsStrongItReachesHalfAsFarAmongHalfOfTheClutter() {
        Dataset dots = new Flat(2, 0);
        Placement half = (Placement) TC.atStrength(0.5);
        boolean[] tops = new boolean[33];
        for (int seed = 0; seed < 1000; seed++) {
            tops[half.place(dots.shape(), new SeededRandom(seed)).top()] = true;
        }
        for (int top = 0; top < 33; top++) {
            assertThat(tops[top]).as("top %d", top).isEqualTo(top >= 8 && top <= 24);
        }
        assertThat(half.distractors()).isEqualTo(3);
        assertThat(TC.atStrength(0)).isEqualTo(new Placement("TC", 60 / 28.0, 0, 6 / 28.0, 0));
    }

    @Test
    void itCannotReachBeyondItsCanvas() {
        assertThatThrownBy(() -> TC.atStrength(1.01))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "distortion TC puts pictures anywhere on their canvas: its strength is from 0 to 1, not 1.01");
    }

    @Test
    void itsPlaceIsWhereThePictureIs() {
        Dataset dots = new Flat(2, 0);
        Placement placement = (Placement) TC;
        for (int seed = 0; seed < 100; seed++) {
            float[] canvas = DistortionContract.draw(TC, dots, 0, seed);
            Placement.Place place = placement.place(dots.shape(), new SeededRandom(seed, 0, 0));
            int first = 0;
            while (canvas[first] == 0) {
                first++;
            }
            assertThat(place).isEqualTo(new Placement.Place(first / 60, first % 60));
        }
    }

    @Test
    void clutterIsSixPiecesOfSixBySix() {
        // Picture 1 is empty; the other one is full, so that only its pieces are seen.
        Dataset data = new Flat(2, 0);
        double most = 0;
        double sum = 0;
        for (int seed = 0; seed < 500; seed++) {
            double ink = DistortionContract.sum(DistortionContract.draw(TC, data, 1, seed));
            assertThat(ink).isGreaterThanOrEqualTo(36).isLessThanOrEqualTo(216);
            most = Math.max(most, ink);
            sum += ink;
        }
        assertThat(most).isEqualTo(216);
        // Six pieces seldom overlap on 60×60.
        assertThat(sum / 500).isBetween(195.0, 214.0);
    }

    @Test
    void clutterComesFromOthers() {
        // Picture 0 is full, the only other one is empty: nothing is added.
        Dataset data = new Flat(2, 0);
        for (int seed = 0; seed < 100; seed++) {
            assertThat(DistortionContract.sum(DistortionContract.draw(TC, data, 0, seed)))
                    .isEqualTo(784);
        }
    }

    @Test
    void aSetOfOnePictureHasNoClutter() {
        assertThat(DistortionContract.sum(DistortionContract.draw(TC, new Flat(1, 0), 0, 1)))
                .isEqualTo(784);
    }

    /** Empty pictures of 28×28, and a full one. */
    private record Flat(int size, int full) implements Dataset {
        @Override
        public String name() {
            return "flat";
        }

        @Override
        public ImageShape shape() {
            return new ImageShape(1, 28, 28);
        }

        @Override
        public List<String> labels() {
            return List.of("flat");
        }

        @Override
        public int label(int index) {
            return 0;
        }

        @Override
        public void read(int index, float[] into, int offset) {
            Objects.checkIndex(index, size);
            for (int i = 0; i < 784; i++) {
                into[offset + i] = index == full ? 1 : 0;
            }
        }
    }
}
