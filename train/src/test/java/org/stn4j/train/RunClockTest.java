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

        // (30 s / 120 s - 0.1) / 0.9 = 1/6 against 20 and 150 of 200 steps.
        assertThat(clock.progress(20)).isCloseTo(1 / 6.0, within(1e-12));
        assertThat(clock.isLate(20)).isTrue();
        assertThat(clock.progress(150)).isEqualTo(0.75);
        assertThat(clock.isLate(150)).isFalse();
    }

    @Test
    void aRunThatIsInTimeIsNotTouchedByTheClock() {
        RunClock clock = clock(4, 2, 0);
        // Ten slow seconds at first, then as fast as the limit just allows.
        pass(10);
        for (int step = 0; step < 200; step++) {
            assertThat(clock.progress(step)).isEqualTo(step / 200.0);
            pass(0.55);
        }
    }

    @Test
    void theLimitIsTheEndAlsoWithEpochs() {
        RunClock clock = clock(4, 2, 0);
        pass(120);

        assertThat(clock.progress(10)).isEqualTo(1);
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
