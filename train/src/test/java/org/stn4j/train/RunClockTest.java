package org.stn4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RunClockTest {
    private long nanos = 1_000_000_000L;

    private RunClock clock(int epochs, double minutes, double secondsBefore) {
        return new RunClock(new TrainingOptions.Length(epochs, minutes), 50, secondsBefore, () -> nanos);
    }

    private void pass(double seconds) {
        nanos += (long) (seconds * 1e9);
    }

    @Test
    void stepsMakeTheProgressOfEpochs() {
        RunClock clock = clock(4, 0, 0);
        pass(1e6);

        assertThat(clock.progress(50)).isEqualTo(0.25);
        assertThat(clock.progress(200)).isEqualTo(1);
    }

    @Test
    void timeMakesTheProgressOfATimeLimit() {
        RunClock clock = clock(0, 2, 0);
        pass(30);

        assertThat(clock.progress(1_000_000)).isEqualTo(0.25);
        assertThat(clock.secondsLeft(7)).isCloseTo(90, within(1e-9));
    }

    @Test
    void theEarlierOfBothEndsTheRun() {
        RunClock clock = clock(4, 2, 0);
        pass(30);

        assertThat(clock.progress(20)).isEqualTo(0.25);
        assertThat(clock.progress(150)).isEqualTo(0.75);
    }

    @Test
    void earlierSessionsCount() {
        RunClock clock = clock(0, 2, 60);
        pass(30);

        assertThat(clock.seconds()).isCloseTo(90, within(1e-9));
        assertThat(clock.progress(0)).isEqualTo(0.75);
    }

    @Test
    void theTimeLeftIsAProportion() {
        RunClock clock = clock(4, 0, 0);
        assertThat(clock.secondsLeft(0)).isNaN();
        pass(10);

        assertThat(clock.secondsLeft(50)).isCloseTo(30, within(1e-9));
        assertThat(clock.secondsLeft(200)).isZero();
    }
}
