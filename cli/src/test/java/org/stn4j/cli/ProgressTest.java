package org.stn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stn4j.train.EpochMetrics;
import org.stn4j.train.Outcome;
import org.stn4j.train.StepProgress;
import org.stn4j.train.TrainingListener;
import org.stn4j.train.TrainingPlan;

class ProgressTest {
    private final StringWriter text = new StringWriter();

    private String run(TrainingListener progress) {
        progress.started(new TrainingPlan(2, 468, 0, 60_000, 5_000, 399_444));
        progress.step(new StepProgress(1, 1, 1, 0.001, 2.3, 0.9, 0.001, 2_500, 3_661, List.of(0.25)));
        progress.warning("look out");
        progress.step(new StepProgress(1, 2, 2, 0.002, 2.2, 0.8, 0.001, 2_600, 60, List.of(0.25)));
        progress.epoch(new EpochMetrics(1, 468, 0.5, 0.125, 0.4, 0.0625, 0.001, 2_550, 67, List.of(0.25, 0.5)));
        progress.finished(Outcome.COMPLETED);
        return text.toString();
    }

    @Test
    void linesForLogs() {
        assertThat(run(new LineProgress(new PrintWriter(text))).lines())
                .containsExactly(
                        "60,000 images, 399,444 parameters, 2 epochs of 468 steps",
                        "warning: look out",
                        "epoch 1/2: loss 0.5000, error 12.50 %, validation error 6.25 %, outside 25.00 % 50.00 %,"
                                + " 2,550 images/s, 1:07");
    }

    @Test
    void aBarOnATerminalThatIsGoneInTheEnd() {
        String drawn = run(new BarProgress(new PrintWriter(text), 80));
        assertThat(drawn).contains("\repoch 1/2   0 % [").contains("loss 2.300, error 90.00 %, 2,500/s, 1:01:01 left");
        // Whatever follows a bar starts on a cleared line.
        assertThat(drawn).contains("\r\033[Kwarning: look out").contains("\r\033[Kepoch 1/2: loss 0.5000");
        for (String line : drawn.split("[\r\n]+", -1)) {
            if (line.contains("[=") || line.contains("[ ")) {
                assertThat(line.replace("\033[K", "")).hasSizeLessThan(80);
            }
        }
    }

    @Test
    void aNarrowTerminalHasNoBar() {
        assertThat(run(new BarProgress(new PrintWriter(text), 30))).contains("\repoch 1/2   0 % loss 2.300, e\033[K");
    }

    @Test
    void durations() {
        assertThat(ProgressText.duration(0.4)).isEqualTo("0:00");
        assertThat(ProgressText.duration(59.6)).isEqualTo("1:00");
        assertThat(ProgressText.duration(3_599)).isEqualTo("59:59");
        assertThat(ProgressText.duration(3_661)).isEqualTo("1:01:01");
        assertThat(ProgressText.duration(Double.NaN)).isEqualTo("?");
    }
}
