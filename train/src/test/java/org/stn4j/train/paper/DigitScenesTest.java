package org.stn4j.train.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stn4j.data.Dataset;
import org.stn4j.data.Placement;
import org.stn4j.data.SeededRandom;
import org.stn4j.data.Subset;
import org.stn4j.data.digits.DigitsDataset;

/** Scenes, and the windows into them that an encoder learns from. */
class DigitScenesTest {
    private static final Placement ALONE = new Placement("alone", 3, 0, 0.2);
    private static final Placement AMONG = new Placement("among", 3, 16, 0.2);
    private static final Dataset DIGITS = new DigitsDataset(1, 200);

    private static float[] picture(Dataset data, int index) {
        float[] values = new float[data.shape().values()];
        data.read(index, values, 0);
        return values;
    }

    @Test
    void theDigitIsWhereTheySay() {
        DigitScenes scenes = DigitScenes.of(DIGITS, 3, 15, ALONE, 7);
        assertThat(scenes.size()).isEqualTo(15);
        Set<Box> places = new HashSet<>();
        for (int i = 0; i < scenes.size(); i++) {
            assertThat(scenes.label(i)).isEqualTo(3);
            Box place = scenes.place(i);
            places.add(place);
            assertThat(window(picture(scenes, i), (int) place.top(), (int) place.left()))
                    .isEqualTo(picture(DIGITS, scenes.members().get(i)));
        }
        assertThat(places).hasSizeGreaterThan(12);
    }

    private static float[] window(float[] scene, int top, int left) {
        float[] window = new float[28 * 28];
        for (int row = 0; row < 28; row++) {
            System.arraycopy(scene, (top + row) * 84 + left, window, row * 28, 28);
        }
        return window;
    }

    @Test
    void clutterIsAddedToTheSamePlaces() {
        DigitScenes alone = DigitScenes.of(DIGITS, 5, 10, ALONE, 7);
        DigitScenes among = DigitScenes.of(DIGITS, 5, 10, AMONG, 7);
        for (int i = 0; i < 10; i++) {
            assertThat(among.place(i)).isEqualTo(alone.place(i));
            float[] plain = picture(alone, i);
            float[] cluttered = picture(among, i);
            int more = 0;
            for (int pixel = 0; pixel < plain.length; pixel++) {
                assertThat(cluttered[pixel]).isGreaterThanOrEqualTo(plain[pixel]);
                more += cluttered[pixel] > plain[pixel] ? 1 : 0;
            }
            assertThat(more).isPositive();
        }
    }

    @Test
    void oneAloneHasNothingInCommon() {
        Dataset few = new Subset(DIGITS, 0, 1);
        assertThatThrownBy(() -> DigitScenes.of(few, few.label(0), 100, ALONE, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "too few pictures of class " + few.labels().get(few.label(0)));
    }

    @Test
    void windowsAreAtTheDigitOrAnywhere() {
        DigitsOrNone both = new DigitsOrNone(DIGITS);
        assertThat(both.size()).isEqualTo(400);
        assertThat(both.label(7)).isEqualTo(10);
        assertThat(both.label(8)).isEqualTo(DIGITS.label(4));
        SceneWindows exact = new SceneWindows(ALONE, 0);
        int same = 0;
        int empty = 0;
        for (int i = 0; i < 200; i++) {
            float[] digit = picture(DIGITS, i);
            float[] window = new float[28 * 28];
            exact.apply(both, 2 * i, new SeededRandom(i), window, 0);
            assertThat(window).isEqualTo(digit);
            exact.apply(both, 2 * i + 1, new SeededRandom(i), window, 0);
            same += Arrays.equals(window, digit) ? 1 : 0;
            empty += Arrays.equals(window, new float[28 * 28]) ? 1 : 0;
        }
        assertThat(same).isLessThan(20);
        // Two places of 57×57 are a window apart on either axis in a bit more than a half of all cases less the rest.
        assertThat(empty).isBetween(60, 160);
    }

    @Test
    void windowsReachAsFarAsTheySay() {
        DigitsOrNone both = new DigitsOrNone(DIGITS);
        SceneWindows near = new SceneWindows(ALONE, 2);
        float[] digit = picture(DIGITS, 0);
        Set<Integer> moves = new HashSet<>();
        for (int seed = 0; seed < 300; seed++) {
            float[] window = new float[28 * 28];
            near.apply(both, 0, new SeededRandom(seed), window, 0);
            moves.add(move(digit, window));
        }
        assertThat(moves).doesNotContain(-1).hasSize(25);
    }

    /** By which of the 25 moves of up to 2 pixels the window is the digit; -1 if by none. */
    private static int move(float[] digit, float[] window) {
        for (int move = 0; move < 25; move++) {
            boolean is = true;
            for (int pixel = 0; pixel < digit.length && is; pixel++) {
                int row = pixel / 28 + move / 5 - 2;
                int column = pixel % 28 + move % 5 - 2;
                boolean inside = row >= 0 && row < 28 && column >= 0 && column < 28;
                is = window[pixel] == (inside ? digit[row * 28 + column] : 0);
            }
            if (is) {
                return move;
            }
        }
        return -1;
    }
}
