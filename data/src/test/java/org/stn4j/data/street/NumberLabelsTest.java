package org.stn4j.data.street;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberLabelsTest {
    private static final NumberLabels ALL = NumberLabels.ALL;

    @Test
    void everyNumberOfOneToFiveDigitsIsAClassOfItsOwn() {
        Set<String> numbers = new HashSet<>();
        for (int label = 0; label < ALL.size(); label++) {
            String number = ALL.get(label);
            numbers.add(number);
            if (!number.matches("[0-9]{1,5}") || ALL.indexOf(number) != label) {
                throw new AssertionError("class " + label + " is " + number);
            }
        }
        assertThat(numbers).hasSize(10 + 100 + 1000 + 10_000 + 100_000);
    }

    @Test
    void zerosInFrontCount() {
        assertThat(ALL.get(0)).isEqualTo("0");
        assertThat(ALL.get(10)).isEqualTo("00");
        assertThat(ALL.get(17)).isEqualTo("07");
        assertThat(ALL.get(110)).isEqualTo("000");
        assertThat(ALL.get(111_109)).isEqualTo("99999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123456", "-1", "1a", " 1", "٣"})
    void othersAreNone(String number) {
        assertThat(ALL.indexOf(number)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 111_110, Integer.MAX_VALUE})
    void classesOutsideAreRefused(int label) {
        assertThatThrownBy(() -> ALL.get(label)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void answersAreDigitsAndBlanksAndReadAsTheNumber() {
        int[] labels = {ALL.indexOf("407"), ALL.indexOf("12345"), ALL.indexOf("9")};
        assertThat(NumberLabels.answers(labels, 2)).containsExactly(4, 0, 7, 10, 10, 1, 2, 3, 4, 5);
        assertThat(NumberLabels.number(NumberLabels.answers(labels, 1))).isEqualTo("407");
        assertThat(NumberLabels.number(new int[] {3, 10, 7, 10, 10})).isEqualTo("3");
        assertThat(NumberLabels.number(new int[] {10, 1, 1, 1, 1})).isEmpty();
        assertThat(NumberLabels.number(new int[] {1, 2, 3, 4, 5})).isEqualTo("12345");
    }
}
