package org.stn4j.train.paper;

import java.util.List;
import org.stn4j.train.EpochMetrics;

/**
 * The figures of one making of a cell.
 *
 * @param percent the cell's figure, in percent of the test images
 * @param count the images that make it
 * @param examples number of test images
 * @param validationPercent the same on the validation images, by which the epoch was chosen
 * @param bestEpoch the epoch whose weights were measured
 * @param epochs epochs that were made, the last perhaps in part
 * @param plannedEpochs epochs of the recipe
 * @param cut whether a limit of time or epochs ended it before the recipe's end
 * @param seconds time that the training took
 */
public record Figures(
        double percent,
        int count,
        int examples,
        double validationPercent,
        int bestEpoch,
        int epochs,
        int plannedEpochs,
        boolean cut,
        double seconds) {

    /**
     * Of a training whose best epoch was measured on the test images.
     *
     * @param wrong test images that were wrong
     * @param examples number of test images
     * @param best that epoch
     * @param history all epochs
     * @param recipe how it was trained
     * @param images number of training images
     */
    static Figures of(
            int wrong, int examples, EpochMetrics best, List<EpochMetrics> history, Recipe recipe, int images) {
        EpochMetrics last = history.get(history.size() - 1);
        int planned = recipe.options().length().epochs();
        int batches = Math.max(1, images / recipe.options().batchSize());
        return new Figures(
                100.0 * wrong / examples,
                wrong,
                examples,
                100 * best.validationError(),
                best.epoch(),
                last.epoch(),
                planned,
                last.step() < (long) planned * batches,
                last.seconds());
    }
}
