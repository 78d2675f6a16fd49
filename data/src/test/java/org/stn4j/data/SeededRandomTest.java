package org.stn4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SeededRandomTest {

    @Test
    void theKeyIsEverything() {
        SeededRandom random = new SeededRandom(1, 2, 3);
        double first = random.nextGaussian();
        random.nextInt(7);
        random.key(1, 2, 3);
        assertThat(random.nextGaussian()).isEqualTo(first);
        assertThat(new SeededRandom(1, 2, 4).nextLong()).isNotEqualTo(new SeededRandom(1, 2, 3).nextLong());
        assertThat(new SeededRandom(1, 3, 2).nextLong()).isNotEqualTo(new SeededRandom(1, 2, 3).nextLong());
        assertThat(new SeededRandom(2, 1, 3).nextLong()).isNotEqualTo(new SeededRandom(1, 2, 3).nextLong());
    }

    @Test
    void neighbouringKeysAreIndependent() {
        double sum = 0;
        double product = 0;
        int count = 100_000;
        double before = 0.5;
        for (int index = 0; index < count; index++) {
            double value = new SeededRandom(9, 0, index).nextDouble();
            sum += value;
            product += (value - 0.5) * (before - 0.5);
            before = value;
        }
        assertThat(sum / count).isCloseTo(0.5, within(0.005));
        assertThat(product / count * 12).isCloseTo(0, within(0.015));
    }

    @Test
    void gaussiansHaveMeanZeroAndDeviationOne() {
        SeededRandom random = new SeededRandom(4);
        int count = 200_000;
        double[] values = new double[count];
        Arrays.setAll(values, i -> random.nextGaussian());
        assertThat(Arrays.stream(values).average().orElseThrow()).isCloseTo(0, within(0.01));
        assertThat(Arrays.stream(values).map(v -> v * v).average().orElseThrow())
                .isCloseTo(1, within(0.02));
        // 4.55 % lie beyond two deviations.
        double beyond = Arrays.stream(values).filter(v -> Math.abs(v) > 2).count() / (double) count;
        assertThat(beyond).isCloseTo(0.0455, within(0.002));
    }

    @Test
    void boundedIntegersAreEvenlySpread() {
        SeededRandom random = new SeededRandom(5);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            counts[random.nextInt(7)]++;
        }
        for (int count : counts) {
            assertThat(count).isBetween(9400, 10_600);
        }
        assertThatThrownBy(() -> random.nextInt(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
