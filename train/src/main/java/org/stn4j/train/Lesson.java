package org.stn4j.train;

import java.util.List;
import org.stn4j.data.Augmented;
import org.stn4j.data.Batch;
import org.stn4j.data.BatchLoader;
import org.stn4j.data.Bent;
import org.stn4j.data.Dataset;
import org.stn4j.data.Distortion;
import org.stn4j.data.LoaderPlan;
import org.stn4j.nn.torch.learn.DivergenceException;
import org.stn4j.nn.torch.learn.Learning;
import org.stn4j.train.report.View;

/**
 * What is learned: the batches of an epoch, what a learner does with each, and how it is validated. A
 * {@link TrainingLoop} repeats it until the run ends.
 *
 * <p>For one thread at a time. What a batch holds depends on the seed, the epoch and the number of the batch only, as
 * {@link BatchLoader} has it, so that a run can go on anywhere.
 */
public interface Lesson extends AutoCloseable {

    /**
     * Learns which class each image is of.
     *
     * @param processors that may be used
     */
    static Lesson ofClasses(TrainingJob job, int processors) {
        return new ClassificationLesson(job, new ClassBalance(job.splits().train()), processors);
    }

    /** Who learns; belongs to the lesson. */
    Learning learner();

    /** The batches of the epochs, in shuffled order; belongs to the lesson. */
    BatchLoader loader();

    /**
     * Learns from a batch.
     *
     * @param watched whether the shares of samples outside the image are wanted
     * @throws DivergenceException if loss or gradient are not finite
     */
    Made learn(Batch batch, double learningRate, boolean watched);

    /** Measures the averaged weights on what is not learned from; the better of two epochs has the smaller error. */
    Known validate();

    /** What the averaged weights make of some images now, to look at; empty where there is nothing to be seen. */
    default List<View> views() {
        return List.of();
    }

    /** Frees the learner, and ends the threads that prepare batches. */
    @Override
    void close();

    /** Threads that prepare batches: half of the processors, as the others compute. */
    static int workers(int processors) {
        return Math.max(1, processors / 2);
    }

    /** A loader of pictures that are distorted, augmented and bent anew in each epoch, as the options have it. */
    static BatchLoader loader(Dataset pictures, Distortion distortion, TrainingOptions options, int processors) {
        Distortion learned = distortion.atStrength(1 + options.beyond());
        return new BatchLoader(
                pictures,
                Bent.of(Augmented.of(learned, options.augmentation()), options.bend()),
                LoaderPlan.shuffled(options.batchSize(), options.seed(), workers(processors))
                        .easingIn(options.easeIn()));
    }

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
