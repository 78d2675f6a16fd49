package org.stn4j.cli;

import java.util.List;
import java.util.Locale;
import org.stn4j.train.EpochMetrics;
import org.stn4j.train.StepProgress;
import org.stn4j.train.TrainingPlan;

/** A run's progress in words. */
final class ProgressText {
    private ProgressText() {}

    static String plan(TrainingPlan plan) {
        String length = plan.epochs() == 0 ? "as many epochs as the time allows" : counted(plan.epochs(), "epoch");
        String from = plan.firstStep() == 0 ? "" : String.format(Locale.ROOT, ", from step %,d on", plan.firstStep());
        return String.format(
                Locale.ROOT,
                "%,d images, %,d parameters, %s of %s%s",
                plan.trainingImages(),
                plan.parameters(),
                length,
                counted(plan.stepsPerEpoch(), "step"),
                from);
    }

    private static String counted(int number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }

    static String epoch(EpochMetrics metrics, TrainingPlan plan) {
        return String.format(
                Locale.ROOT,
                "epoch %s: loss %s, error %s, validation error %s%s, %,.0f images/s, %s",
                number(metrics.epoch(), plan),
                Double.isNaN(metrics.loss()) ? "-" : String.format(Locale.ROOT, "%.4f", metrics.loss()),
                EvaluationText.percent(metrics.error()),
                EvaluationText.percent(metrics.validationError()),
                outside(metrics.outsideShare()),
                metrics.imagesPerSecond(),
                duration(metrics.seconds()));
    }

    static String step(StepProgress step, TrainingPlan plan) {
        return String.format(
                Locale.ROOT,
                "epoch %s, step %,d: loss %.4f, error %s, %,.0f images/s, %s left",
                number(step.epoch(), plan),
                step.step(),
                step.loss(),
                EvaluationText.percent(step.error()),
                step.imagesPerSecond(),
                duration(step.secondsLeft()));
    }

    /** The part of a step that stands beside a bar, which shows the rest. */
    static String besideBar(StepProgress step) {
        return String.format(
                Locale.ROOT,
                "loss %.3f, error %s, %,.0f/s, %s left",
                step.loss(),
                EvaluationText.percent(step.error()),
                step.imagesPerSecond(),
                duration(step.secondsLeft()));
    }

    static String number(int epoch, TrainingPlan plan) {
        return plan.epochs() == 0 ? Integer.toString(epoch) : epoch + "/" + plan.epochs();
    }

    private static String outside(List<Double> shares) {
        if (shares.isEmpty()) {
            return "";
        }
        return ", outside "
                + String.join(" ", shares.stream().map(EvaluationText::percent).toList());
    }

    /** {@code 0:07}, {@code 12:34} or {@code 1:02:03}. */
    static String duration(double seconds) {
        if (!Double.isFinite(seconds)) {
            return "?";
        }
        long whole = Math.round(Math.max(0, seconds));
        String minutes = String.format(Locale.ROOT, "%d:%02d", whole / 60 % 60, whole % 60);
        return whole < 3600
                ? minutes
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }
}
