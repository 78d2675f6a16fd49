package org.stn4j.train.paper;

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
        double seconds) {}
