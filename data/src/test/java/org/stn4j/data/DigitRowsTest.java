package org.stn4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stn4j.data.digits.DigitsDataset;
import org.stn4j.data.street.DigitRows;

class DigitRowsTest extends DatasetContract {
    private final Dataset digits = new DigitsDataset(4, 60);
    private final Dataset rows = new DigitRows(digits, 9);

    @Override
    Dataset dataset() {
        return rows;
    }

    @Test
    @Override
    void hasANameASizeAndClasses() {
        // The contract's comparison of all classes with each other takes long with so many; theirs is of NumberLabels.
        assertThat(rows.name()).isEqualTo("rows of " + digits.name());
        assertThat(rows.size()).isEqualTo(60);
        assertThat(rows.shape()).isEqualTo(new ImageShape(1, 28, 140));
        assertThat(rows.labels()).hasSize(111_110);
    }

    /** The digit of a place as a picture of its own. */
    private float[] cell(int index, int place) {
        float[] row = read(rows, index);
        float[] digit = new float[784];
        for (int y = 0; y < 28; y++) {
            System.arraycopy(row, 140 * y + 28 * place, digit, 28 * y, 28);
        }
        return digit;
    }

    @Test
    void aNumberIsItsDigitsAndThenNothing() {
        for (int index = 0; index < rows.size(); index++) {
            String number = rows.labels().get(rows.label(index));
            for (int place = 0; place < 5; place++) {
                float[] cell = cell(index, place);
                if (place < number.length()) {
                    int digit = IntStream.range(0, digits.size())
                            .filter(i -> Arrays.equals(read(digits, i), cell))
                            .findFirst()
                            .orElseThrow();
                    assertThat(digits.label(digit)).isEqualTo(number.charAt(place) - '0');
                } else {
                    assertThat(cell).containsOnly(0);
                }
            }
            assertThat(cell(index, 0)).isEqualTo(read(digits, index));
        }
    }

    @Test
    void allLengthsAreThereAndTheSeedDecides() {
        assertThat(IntStream.range(0, 60)
                        .mapToObj(i -> rows.labels().get(rows.label(i)).length()))
                .contains(1, 2, 3, 4, 5);
        Dataset others = new DigitRows(digits, 10);
        assertThat(IntStream.range(0, 60).filter(i -> others.label(i) != rows.label(i)))
                .hasSizeGreaterThan(30);
    }

    @Test
    void whatIsNotDigitsIsRefused() {
        assertThatThrownBy(() -> new DigitRows(new Pictures(5, 28, 28), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ten classes in one channel");
    }
}
