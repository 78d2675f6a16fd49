package org.stn4j.train;

import java.util.List;
import org.stn4j.data.Augmented;
import org.stn4j.data.Batch;
import org.stn4j.data.BatchLoader;
import org.stn4j.data.Bent;
import org.stn4j.data.LoaderPlan;
import org.stn4j.nn.torch.learn.Learner;
import org.stn4j.nn.torch.learn.Learning;
import org.stn4j.nn.torch.learn.Step;
import org.stn4j.train.report.View;

/** Learns which class each image is of. */
final class ClassificationLesson implements Lesson {
    /** As many as a look takes in. */
    private static final int VIEWS = 20;

    private final Learner learner;
    private final int classes;
    private final BatchLoader loader;
    private final Evaluator validation;
    private final Views views;

    ClassificationLesson(TrainingJob job, ClassBalance balance, int processors) {
        TrainingOptions options = job.options();
        this.classes = job.labels().size();
        this.learner = new Learner(
                job.description().network(),
                job.description().preprocessing(),
                options.learning(),
                balance.weights(options.balance()),
                options.device(),
                options.seed());
        int threads = Math.max(1, processors / 2);
        this.validation = new Evaluator(job.splits().validation(), job.distortion(), threads);
        this.views = new Views(job.splits().validation(), job.distortion());
        this.loader = new BatchLoader(
                job.splits().train(),
                Bent.of(Augmented.of(job.distortion(), options.augmentation()), options.bend()),
                LoaderPlan.shuffled(options.batchSize(), options.seed(), threads));
    }

    @Override
    public Learning learner() {
        return learner;
    }

    @Override
    public int batches() {
        return loader.batches();
    }

    @Override
    public void startAt(int epoch, int batch) {
        loader.startAt(epoch, batch);
    }

    @Override
    public boolean hasNext() {
        return loader.hasNext();
    }

    @Override
    public Made next(double learningRate, boolean watched) {
        Batch images = loader.next();
        Step made = learner.step(images.images(), images.labels(), images.size(), learningRate, watched);
        double loss = 0;
        int wrong = 0;
        for (int i = 0; i < images.size(); i++) {
            loss += Scores.crossEntropy(made.logits(), i * classes, classes, images.labels()[i]);
            wrong += Scores.best(made.logits(), i * classes, classes) == images.labels()[i] ? 0 : 1;
        }
        return new Made(loss, wrong, images.size(), made.outsideShares());
    }

    @Override
    public Known validate() {
        Evaluation evaluation = validation.evaluate(learner.averaged());
        return new Known(evaluation.loss(), evaluation.errorRate());
    }

    @Override
    public List<View> views() {
        return views.of(learner.averaged(), views.spread(VIEWS));
    }

    @Override
    public void close() {
        validation.close();
        loader.close();
        learner.close();
    }
}
