package org.stn4j.train.paper;

import org.stn4j.data.Batch;
import org.stn4j.data.BatchLoader;
import org.stn4j.data.Distortions;
import org.stn4j.data.LoaderPlan;
import org.stn4j.data.Repeated;
import org.stn4j.nn.Model;
import org.stn4j.nn.torch.learn.Learning;
import org.stn4j.nn.torch.learn.TripletLearner;
import org.stn4j.train.JobDescription;
import org.stn4j.train.Lesson;
import org.stn4j.train.TrainingOptions;

/** Learns to find what some scenes have in common, from all of them at each step. */
final class ColocalisationLesson implements Lesson {
    /** Steps of an epoch. */
    static final int STEPS = 50;

    /** Of the random places that the epochs are compared by. */
    private static final long DRAW = 7;

    private final TripletLearner learner;
    private final float[] images;
    private final int size;
    private final Spread spread;
    private final long planned;
    private final BatchLoader loader;

    /**
     * A lesson.
     *
     * @param scenes what has something in common; their places and classes are not looked at
     */
    ColocalisationLesson(JobDescription description, DigitScenes scenes, Model encoder, Spread spread) {
        TrainingOptions options = description.options();
        this.learner = new TripletLearner(
                description.network(), options.learning(), encoder, options.device(), options.seed());
        this.images = scenes.all();
        this.size = scenes.size();
        this.spread = spread;
        // In their order: a batch is all of them, each once.
        this.loader = new BatchLoader(
                new Repeated(scenes, STEPS), Distortions.named("none"), LoaderPlan.sequential(size, options.seed(), 1));
        this.planned = (long) options.length().epochs() * STEPS;
    }

    /**
     * How far beside what was found a step looks, in normalised coordinates; it shrinks by equal factors.
     *
     * @param first at the first step
     * @param last at the end
     */
    record Spread(double first, double last) {
        double at(double progress) {
            return first * Math.pow(last / first, Math.min(1, progress));
        }
    }

    @Override
    public Learning learner() {
        return learner;
    }

    @Override
    public BatchLoader loader() {
        return loader;
    }

    @Override
    public Made learn(Batch batch, double learningRate, boolean watched) {
        double beside = spread.at((double) learner.steps() / planned);
        TripletLearner.Triplets made = learner.step(batch.images(), batch.size(), learningRate, beside);
        return new Made(made.loss() * size, (int) Math.round(made.violated() * size), size, new double[0]);
    }

    /** On the scenes themselves: there are no places to be compared with, and so nothing to be kept for it. */
    @Override
    public Known validate() {
        TripletLearner.Triplets now = learner.measure(images, size, DRAW);
        return new Known(now.loss(), now.violated());
    }

    @Override
    public void close() {
        loader.close();
        learner.close();
    }
}
