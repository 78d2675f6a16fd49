package org.stn4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SubsetTest extends DatasetContract {
    private final Dataset whole = new Pictures(103, 9, 8);

    @Override
    Dataset dataset() {
        return new Subset(whole, 3, 20);
    }

    @Test
    void isShifted() {
        assertThat(dataset().size()).isEqualTo(17);
        assertThat(read(dataset(), 0)).isEqualTo(read(whole, 3));
        assertThat(dataset().label(16)).isEqualTo(whole.label(19));
    }

    @Test
    void refusesWhatIsNoPart() {
        assertThatThrownBy(() -> new Subset(whole, -1, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Subset(whole, 3, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Subset(whole, 3, 104)).hasMessageContaining("103");
    }
}
