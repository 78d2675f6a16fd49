package org.stn4j.train;

import java.util.List;
import org.stn4j.nn.torch.learn.DivergenceException;
import org.stn4j.nn.torch.learn.Learning;
import org.stn4j.train.report.View;

/**
 * What is learned: the batches of an epoch, what a learner does with each, and how it is validated. A
 * {@link TrainingLoop} repeats it until the run ends.
 *
 * <p>What a batch holds depends on the seed, the epoch and the number of the batch only, so that a run can go on
 * anywhere. For one thread at a time.
 */
public interface Lesson extends AutoCloseable {

    /** Who learns; belongs to the lesson. */
    Learning learner();

    /** Number of batches of an epoch. */
    int batches();

    /** Goes to a batch of an epoch. */
    void startAt(int epoch, int batch);

    /** Whether the epoch has another batch. */
    boolean hasNext();

    /**
     * Learns from the next batch.
     *
     * @param watched whether the shares of samples outside the image are wanted
     * @throws DivergenceException if loss or gradient are not finite
     */
    Made next(double learningRate, boolean watched);

    /** Measures the averaged weights on what is not learned from; the better of two epochs has the smaller error. */
    Known validate();

    /** What the averaged weights make of some images now, to look at; empty where there is nothing to be seen. */
    default List<View> views() {
        return List.of();
    }

    /** Frees the learner, and ends the threads that prepare batches. */
    @Override
    void close();

    /**
     * A step.
     *
     * @param loss sum of the losses of all images
     * @param wrong number of images that were wrong
     * @param images number of images
     * @param outsideShares for each transformer the share of samples outside its image; empty if that was not asked for
     */
    record Made(double loss, int wrong, int images, double[] outsideShares) {}

    /**
     * A validation.
     *
     * @param loss mean loss
     * @param error share that was wrong, from 0 to 1
     */
    record Known(double loss, double error) {}
}
