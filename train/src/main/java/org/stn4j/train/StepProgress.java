package org.stn4j.train;

import java.util.List;

/**
 * Where a run is after a step.
 *
 * @param epoch number of the current epoch, from 1
 * @param step steps made since the start of the run
 * @param stepInEpoch steps made in the current epoch, from 1
 * @param progress how far the schedule has come, from 0 to 1
 * @param loss mean training loss over the epoch so far, in nats
 * @param error share of wrong training images over the epoch so far
 * @param learningRate rate of this step
 * @param imagesPerSecond training images in a second over the last few steps
 * @param secondsLeft estimate of the time to the end of the run
 * @param outsideShare latest share of samples outside the image for each transformer
 */
public record StepProgress(
        int epoch,
        long step,
        int stepInEpoch,
        double progress,
        double loss,
        double error,
        double learningRate,
        double imagesPerSecond,
        double secondsLeft,
        List<Double> outsideShare) {
    public StepProgress {
        outsideShare = List.copyOf(outsideShare);
    }
}
