package org.stn4j.train.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stn4j.data.Bent;
import org.stn4j.data.Dataset;
import org.stn4j.data.Distortion;
import org.stn4j.data.Distortions;
import org.stn4j.data.ImageShape;
import org.stn4j.data.SeededRandom;
import org.stn4j.data.digits.DigitsDataset;

/** Pairs of digits and the distortion of each. */
class DigitPairsTest {
    private final Dataset singles = new DigitsDataset(4, 70);
    private final Dataset pairs = new DigitPairs(singles, 9, 3);
    private final Distortion each = new EachChannel(Distortions.named("RTS"));

    private static float[] read(Dataset data, int index) {
        float[] picture = new float[data.shape().values()];
        data.read(index, picture, 0);
        return picture;
    }

    private float[] draw(Distortion distortion, long seed) {
        float[] picture = new float[distortion.output(pairs.shape()).values()];
        distortion.apply(pairs, 12, new SeededRandom(seed), picture, 0);
        return picture;
    }

    @Test
    void aPairIsTwoDigitsAndTheirSum() {
        assertThat(pairs.size()).isEqualTo(210);
        assertThat(pairs.shape()).isEqualTo(new ImageShape(2, 28, 28));
        assertThat(pairs.labels()).hasSize(19).startsWith("0").endsWith("18");
        for (int index = 0; index < pairs.size(); index++) {
            float[] picture = read(pairs, index);
            assertThat(Arrays.copyOf(picture, 784)).isEqualTo(read(singles, index % 70));
            float[] second = Arrays.copyOfRange(picture, 784, 1568);
            int other = IntStream.range(0, 70)
                    .filter(i -> Arrays.equals(read(singles, i), second))
                    .findFirst()
                    .orElseThrow();
            assertThat(pairs.label(index)).isEqualTo(singles.label(index % 70) + singles.label(other));
        }
    }

    @Test
    void aDigitMeetsOthersInEachPassAndWithEachSeed() {
        assertThat(read(pairs, 5)).isNotEqualTo(read(pairs, 75));
        assertThat(read(pairs, 5)).isNotEqualTo(read(new DigitPairs(singles, 10, 3), 5));
        assertThat(read(pairs, 5)).isEqualTo(read(new DigitPairs(singles, 9, 1), 5));
    }

    @Test
    void eachChannelIsDistortedOnItsOwn() {
        assertThat(each.output(pairs.shape())).isEqualTo(new ImageShape(2, 42, 42));
        Dataset twins = new DigitPairs(new DigitsDataset(4, 1), 1, 1);
        float[] picture = new float[2 * 42 * 42];
        each.apply(twins, 0, new SeededRandom(3), picture, 0);
        assertThat(Arrays.copyOf(picture, 42 * 42)).isNotEqualTo(Arrays.copyOfRange(picture, 42 * 42, 2 * 42 * 42));
        assertThat(draw(each, 7)).isEqualTo(draw(each, 7)).isNotEqualTo(draw(each, 8));
    }

    /** The first channel is distorted first, so that one channel alone comes out the same. */
    @Test
    void theFirstChannelIsWhatItWouldBeAlone() {
        float[] alone = new float[42 * 42];
        Distortions.named("RTS").apply(singles, 12, new SeededRandom(7), alone, 0);
        assertThat(Arrays.copyOf(draw(each, 7), 42 * 42)).isEqualTo(alone);
    }

    @Test
    void twoDigitsAreBentInTwoWays() {
        Dataset twins = new DigitPairs(new DigitsDataset(4, 1), 1, 1);
        float[] picture = new float[2 * 784];
        Bent.of(new EachChannel(Distortions.named("none")), 0.05).apply(twins, 0, new SeededRandom(3), picture, 0);
        assertThat(Arrays.copyOf(picture, 784)).isNotEqualTo(Arrays.copyOfRange(picture, 784, 1568));
    }

    @Test
    void impossibleNumbersOfPassesAreRefused() {
        assertThatThrownBy(() -> new DigitPairs(singles, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DigitPairs(singles, 1, Integer.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
