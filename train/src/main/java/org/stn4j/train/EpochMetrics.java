package org.stn4j.train;

import java.util.List;

/**
 * What one pass over the training data came to.
 *
 * <p>Losses are mean cross entropies in nats without label smoothing, so that training and validation can be compared;
 * errors are fractions from 0 to 1. The training figures are of the weights as they were at each step, with dropout and
 * distortion; the validation figures of the averaged weights at the end.
 *
 * @param epoch number of the epoch, from 1
 * @param step optimiser steps since the start of the run
 * @param loss mean loss over the epoch's training images
 * @param error share of the epoch's training images that were wrong
 * @param validationLoss mean loss on the validation images
 * @param validationError share of the validation images that were wrong
 * @param learningRate rate of the last step
 * @param imagesPerSecond training images in a second, validation not counted
 * @param seconds time since the start of the run, validation included
 * @param outsideShare for each spatial transformer in the order of the network, the mean share of samples whose place
 *     is outside the image
 */
public record EpochMetrics(
        int epoch,
        long step,
        double loss,
        double error,
        double validationLoss,
        double validationError,
        double learningRate,
        double imagesPerSecond,
        double seconds,
        List<Double> outsideShare) {
    public EpochMetrics {
        outsideShare = List.copyOf(outsideShare);
    }
}
