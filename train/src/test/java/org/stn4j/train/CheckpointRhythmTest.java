package org.stn4j.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CheckpointRhythmTest {
    private long nanos;

    private void pass(double seconds) {
        nanos += Math.round(1e9 * seconds);
    }

    private CheckpointRhythm rhythm(int steps) {
        return new CheckpointRhythm(steps, () -> nanos);
    }

    private void write(CheckpointRhythm rhythm, double seconds) {
        long begun = nanos;
        pass(seconds);
        rhythm.written(begun);
    }

    @Test
    void byStepsItDoesNotLookAtTheClock() {
        CheckpointRhythm rhythm = rhythm(7);
        pass(1e6);

        assertThat(rhythm.isDue(20)).isFalse();
        assertThat(rhythm.isDue(21)).isTrue();
    }

    @Test
    void byTimeTheFirstComeSoonAndLaterOnesEveryHalfAMinute() {
        CheckpointRhythm rhythm = rhythm(0);
        for (double seconds : new double[] {2, 4, 8, 16, 30, 30}) {
            pass(seconds - 0.1);
            assertThat(rhythm.isDue(1000)).as("%s s", seconds).isFalse();
            pass(0.1);
            assertThat(rhythm.isDue(1001)).as("%s s", seconds).isTrue();
            write(rhythm, 0.02);
        }
    }

    @Test
    void aSlowDiskMakesItRarerButNeverRarerThanAMinute() {
        CheckpointRhythm rhythm = rhythm(0);
        write(rhythm, 2);
        pass(39.9);
        assertThat(rhythm.isDue(1)).isFalse();
        pass(0.1);
        assertThat(rhythm.isDue(1)).isTrue();
        write(rhythm, 50);
        pass(59.9);
        assertThat(rhythm.isDue(1)).isFalse();
        pass(0.1);
        assertThat(rhythm.isDue(1)).isTrue();
    }

    @Test
    void beforeAValidationAFewSecondsAreWorthKeeping() {
        CheckpointRhythm rhythm = rhythm(0);
        pass(4.9);
        assertThat(rhythm.isWorthwhile()).isFalse();
        pass(0.1);
        assertThat(rhythm.isWorthwhile()).isTrue();
        write(rhythm, 0.1);
        assertThat(rhythm.isWorthwhile()).isFalse();
    }
}
