package org.stn4j.train;

import java.util.List;
import org.stn4j.data.Batch;
import org.stn4j.data.BatchLoader;
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
        this.validation = new Evaluator(job.splits().validation(), job.distortion(), Lesson.workers(processors));
        this.views = new Views(job.splits().validation(), job.distortion());
        this.loader = Lesson.loader(job.splits().train(), job.distortion(), options, processors);
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
        Step made = learner.step(batch.images(), batch.labels(), batch.size(), learningRate, watched);
        double loss = 0;
        int wrong = 0;
        for (int i = 0; i < batch.size(); i++) {
            loss += Scores.crossEntropy(made.logits(), i * classes, classes, batch.labels()[i]);
            wrong += Scores.best(made.logits(), i * classes, classes) == batch.labels()[i] ? 0 : 1;
        }
        return new Made(loss, wrong, batch.size(), made.outsideShares());
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
