package org.stn4j.train;

import java.util.List;

/**
 * Where a run stands between two steps: everything but weights and memory of the optimizer.
 *
 * @param epoch number of epochs that are complete
 * @param batch number of batches of the next one that are done
 * @param step steps made in all
 * @param seconds time used so far, in all sessions
 * @param sums of the epoch so far
 * @param outside state of the watch over the transformers
 * @param history the complete epochs
 * @param best the best of them; null before the first
 */
record Position(
        int epoch,
        int batch,
        long step,
        double seconds,
        EpochSums sums,
        List<Double> outside,
        List<EpochMetrics> history,
        EpochMetrics best) {
    Position {
        outside = List.copyOf(outside);
        history = List.copyOf(history);
    }

    /**
     * Sums over the steps of an epoch.
     *
     * @param loss sum of the losses of all images
     * @param wrong number of images that were wrong
     * @param images number of images
     * @param seconds time that their steps took
     */
    record EpochSums(double loss, long wrong, long images, double seconds) {
        static final EpochSums ZERO = new EpochSums(0, 0, 0, 0);

        EpochSums plus(double batchLoss, int batchWrong, int batchImages, double batchSeconds) {
            return new EpochSums(loss + batchLoss, wrong + batchWrong, images + batchImages, seconds + batchSeconds);
        }

        double meanLoss() {
            return loss / images;
        }

        double errorRate() {
            return (double) wrong / images;
        }

        double imagesPerSecond() {
            return seconds == 0 ? 0 : images / seconds;
        }
    }
}
