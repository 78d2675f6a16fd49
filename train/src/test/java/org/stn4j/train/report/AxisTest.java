package org.stn4j.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {

    @Test
    void linearAxesStartAtZeroAndEndAtARoundNumber() {
        Axis axis = Axis.linear(List.of(0.3, 0.7, 0.37));

        assertThat(axis.ticks(4).stream().map(Axis::label)).containsExactly("0", "0.2", "0.4", "0.6", "0.8");
        assertThat(axis.share(0.4)).isEqualTo(0.5);
    }

    @Test
    void logarithmicAxesGiveEqualRatiosEqualSpace() {
        Axis axis = new Axis(0.1, 10, true);

        assertThat(axis.share(0.1)).isZero();
        assertThat(axis.share(1)).isEqualTo(0.5);
        assertThat(axis.share(10)).isEqualTo(1);
        assertThat(axis.share(0)).isZero();
        assertThat(axis.ticks(4).stream().map(Axis::label)).containsExactly("0.1", "0.2", "0.5", "1", "2", "5", "10");
    }

    @Test
    void everyValueIsWithinItsAxis() {
        for (double value : new double[] {1e-9, 0.049, 0.1, 0.99, 3, 100, 12345}) {
            for (Axis axis : List.of(Axis.linear(List.of(value)), Axis.logarithmic(List.of(value)))) {
                assertThat(value).as(axis.toString()).isBetween(axis.low(), axis.high());
                assertThat(axis.ticks(4)).hasSizeBetween(2, 12);
            }
        }
    }

    @Test
    void nothingAndZerosMakeAnAxisToo() {
        assertThat(Axis.linear(List.of()).high()).isGreaterThan(0);
        assertThat(Axis.linear(List.of(0.0)).high()).isGreaterThan(0);
        assertThat(Axis.logarithmic(List.of(0.0)).share(0)).isZero();
    }

    @Test
    void labelsAreShort() {
        assertThat(List.of(0.002, 15.0, 0.5, 1e-7, 2e8, 0.0).stream().map(Axis::label))
                .containsExactly("0.002", "15", "0.5", "1e-7", "2e8", "0");
    }
}
