package org.stn4j.train;

/**
 * How long a run is going to be.
 *
 * @param epochs number of epochs, 0 if only the time limit ends the run
 * @param stepsPerEpoch steps of one pass over the training data
 * @param firstStep steps already made, above 0 when a run is resumed
 * @param trainingImages number of training images
 * @param validationImages number of validation images
 * @param parameters number of values that training changes
 */
public record TrainingPlan(
        int epochs, int stepsPerEpoch, long firstStep, int trainingImages, int validationImages, long parameters) {

    /** Steps of the whole run, 0 if only the time limit ends it. */
    public long steps() {
        return (long) epochs * stepsPerEpoch;
    }
}
