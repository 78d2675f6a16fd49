package org.stn4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.1, 0.5",
        "0.2, 1",
        // cos(π/3) = 1/2, cos(π/2) = 0, cos(2π/3) = -1/2, over the 0.8 that follow the warm-up.
        "0.4666666666666667, 0.775",
        "0.6, 0.55",
        "0.7333333333333333, 0.325",
        "1, 0.1",
        "2, 0.1",
        "-1, 0"
    })
    void cosineByHand(double progress, double factor) {
        assertThat(new Schedule.Cosine(0.2, 0.1).factor(progress)).isCloseTo(factor, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.05, 0.5", "0.1, 1", "0.33, 1", "0.34, 0.1", "0.66, 0.1", "0.67, 0.01", "1, 0.01"})
    void stepByHand(double progress, double factor) {
        assertThat(new Schedule.Step(0.1, 3, 0.1).factor(progress)).isCloseTo(factor, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.125, 0.5", "0.25, 1", "1, 1"})
    void constantByHand(double progress, double factor) {
        assertThat(new Schedule.Constant(0.25).factor(progress)).isEqualTo(factor);
    }

    @Test
    void withoutWarmUpTheFirstFactorIsOne() {
        for (String name : Schedule.names()) {
            assertThat(Schedule.named(name, 0).factor(0)).as(name).isEqualTo(1);
        }
    }

    @Test
    void namesLeadBack() {
        for (String name : Schedule.names()) {
            Schedule schedule = Schedule.named(name, 0.3);
            assertThat(schedule.name()).isEqualTo(name);
            assertThat(schedule.withWarmUp(0.5)).isEqualTo(Schedule.named(name, 0.5));
        }
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> Schedule.named("linear", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no schedule 'linear'; choose one of cosine, step, constant");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void badWarmUps(double share) {
        for (String name : Schedule.names()) {
            assertThatThrownBy(() -> Schedule.named(name, share)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
