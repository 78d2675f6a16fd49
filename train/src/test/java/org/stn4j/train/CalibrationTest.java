package org.stn4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CalibrationTest {

    /**
     * The example in the documentation of torchmetrics' {@code MulticlassCalibrationError}: predictions (.25 .20 .55),
     * (.55 .05 .40), (.10 .30 .60), (.90 .05 .05) for the classes 0, 1, 2, 0 and three bins; there "l1" is 0.2000 and
     * "max" 0.2333.
     */
    @Test
    void errorsOfAPublishedExample() {
        Calibration.Counter counter = new Calibration.Counter(3);
        counter.add(0.55, false);
        counter.add(0.55, false);
        counter.add(0.60, true);
        counter.add(0.90, true);
        Calibration calibration = counter.result();

        assertThat(calibration.expectedError()).isCloseTo(0.2, within(5e-5));
        assertThat(calibration.largestError()).isCloseTo(0.2333, within(5e-5));
    }

    @Test
    void binsAreOpenBelowAndClosedAbove() {
        Calibration.Counter counter = new Calibration.Counter(4);
        counter.add(0.25, true);
        counter.add(0.2500001, true);
        counter.add(1, true);
        counter.add(0, false);

        assertThat(counter.result().bins()).extracting(Calibration.Bin::images).containsExactly(2, 1, 0, 1);
        assertThat(counter.result().bins().get(1).low()).isEqualTo(0.25);
        assertThat(counter.result().bins().get(2).gap()).isNaN();
    }

    @Test
    void whoIsAsSureAsRightHasNoError() {
        Calibration.Counter counter = new Calibration.Counter(15);
        for (int i = 0; i < 100; i++) {
            counter.add(0.75, i % 4 != 0);
        }

        assertThat(counter.result().expectedError()).isCloseTo(0, within(1e-12));
    }

    @Test
    void theScoresOfAnEvaluationGetThere() {
        Evaluation.Counter counter = new Evaluation.Counter(java.util.List.of("a", "b"));
        float ln3 = (float) Math.log(3);
        counter.add(0, 0, new float[] {ln3, 0}, 0);
        counter.add(1, 1, new float[] {ln3, 0}, 0);

        // Twice 75 % sure, once right.
        assertThat(counter.result().calibration().expectedError()).isCloseTo(0.25, within(1e-6));
    }
}
