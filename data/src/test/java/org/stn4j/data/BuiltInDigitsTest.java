package org.stn4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.stn4j.data.digits.DigitsDataset;

class BuiltInDigitsTest extends DatasetContract {
    @Override
    Dataset dataset() {
        return new DigitsDataset(7, 500);
    }

    @Test
    void seedAndIndexDecideEverything() {
        Dataset same = new DigitsDataset(7, 1_000_000);
        Dataset other = new DigitsDataset(8, 500);
        assertThat(read(same, 123)).isEqualTo(read(dataset(), 123)).isNotEqualTo(read(other, 123));
        assertThat(read(same, 133)).isNotEqualTo(read(same, 123));
    }

    @Test
    void theInkFills20PixelsAndIsCentredByMass() {
        for (int index = 0; index < 500; index++) {
            float[] picture = read(dataset(), index);
            int top = 28;
            int bottom = -1;
            int left = 28;
            int right = -1;
            double mass = 0;
            double x = 0;
            double y = 0;
            for (int i = 0; i < 784; i++) {
                int row = i / 28;
                int column = i % 28;
                if (picture[i] > 0) {
                    top = Math.min(top, row);
                    bottom = Math.max(bottom, row);
                    left = Math.min(left, column);
                    right = Math.max(right, column);
                }
                mass += picture[i];
                x += picture[i] * column;
                y += picture[i] * row;
            }
            assertThat(Math.max(bottom - top, right - left) + 1).isBetween(18, 21);
            assertThat(x / mass).isBetween(12.8, 14.2);
            assertThat(y / mass).isBetween(12.8, 14.2);
        }
    }

    @Test
    void theAmountOfInkIsThatOfHandwriting() {
        Dataset digits = new DigitsDataset(3, 5000);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < digits.size(); i++) {
            for (float value : read(digits, i)) {
                sum += value;
                squares += value * value;
            }
        }
        double mean = sum / (784.0 * digits.size());
        // MNIST's training pictures: mean 0.1307, deviation 0.3081.
        assertThat(mean).isBetween(0.115, 0.145);
        assertThat(Math.sqrt(squares / (784.0 * digits.size()) - mean * mean)).isBetween(0.28, 0.33);
    }

    @Test
    void comeAsThreeSplitsWithoutADigitInCommon() throws IOException {
        Splits splits = DataSource.parse("digits:100").open();
        assertThat(splits.train().size()).isEqualTo(100);
        assertThat(read(splits.train(), 5))
                .isNotEqualTo(read(splits.validation(), 5))
                .isNotEqualTo(read(splits.test(), 5));
        assertThat(DataSource.parse("digits").open().train().size()).isEqualTo(60_000);
        assertThat(DataSource.parse("digits:100")).hasToString("digits:100");
        assertThat(DataSource.parse("digits")).hasToString("digits");
        assertThatThrownBy(() -> DataSource.parse("digits:x")).hasMessageContaining("'x'");
        assertThatThrownBy(() -> DataSource.parse("digits:0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DigitsDataset(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
