package org.stn4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermutationTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 16, 17, 103, 1000, 55_000, 65_536, 65_537})
    void holdsEveryNumberOnce(int size) {
        Permutation order = new Permutation(size, 7, 3);
        int[] sorted = IntStream.range(0, size).map(order::at).sorted().toArray();
        assertThat(sorted).isEqualTo(IntStream.range(0, size).toArray());
    }

    @Test
    void worksAtTheLargestSize() {
        Permutation order = new Permutation(Integer.MAX_VALUE, 7, 3);
        assertThat(IntStream.range(0, 1000).map(order::at).distinct().count()).isEqualTo(1000);
        assertThat(order.at(Integer.MAX_VALUE - 1)).isNotNegative();
    }

    @Test
    void everyNumberComesToEveryPlaceEquallyOften() {
        int size = 10;
        int rounds = 20_000;
        int[][] counts = new int[size][size];
        for (int epoch = 0; epoch < rounds; epoch++) {
            Permutation order = new Permutation(size, 1, epoch);
            for (int place = 0; place < size; place++) {
                counts[place][order.at(place)]++;
            }
        }
        // Binomial with mean 2000 and deviation 42: six deviations either way.
        for (int[] place : counts) {
            for (int count : place) {
                assertThat(count).isBetween(1746, 2254);
            }
        }
    }
}
