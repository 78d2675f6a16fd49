package org.stn4j.train.paper;

import org.stn4j.data.Batch;
import org.stn4j.data.BatchLoader;
import org.stn4j.data.Distortion;
import org.stn4j.data.Splits;
import org.stn4j.data.street.NumberLabels;
import org.stn4j.nn.torch.learn.Learning;
import org.stn4j.nn.torch.learn.SequenceLearner;
import org.stn4j.nn.torch.learn.Step;
import org.stn4j.train.JobDescription;
import org.stn4j.train.Lesson;
import org.stn4j.train.TrainingOptions;

/** Learns to read numbers, with an answer for each of their places. A number is wrong if one of its places is. */
final class SequenceLesson implements Lesson {
    private final SequenceLearner learner;
    private final BatchLoader loader;
    private final SequenceMeter validation;

    /**
     * A lesson.
     *
     * @param splits sets of the classes of {@link NumberLabels}
     * @param processors that may be used
     */
    SequenceLesson(JobDescription description, Splits splits, Distortion distortion, int processors) {
        TrainingOptions options = description.options();
        this.learner = new SequenceLearner(
                description.network(),
                description.preprocessing(),
                options.learning(),
                NumberLabels.PLACES,
                options.device(),
                options.seed());
        this.validation = new SequenceMeter(splits.validation(), distortion, Lesson.workers(processors));
        this.loader = Lesson.loader(splits.train(), distortion, options, processors);
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
        int[] answers = NumberLabels.answers(batch.labels(), batch.size());
        Step made = learner.step(batch.images(), answers, batch.size(), learningRate, watched);
        SequenceMeter.Counts counts = SequenceMeter.count(made.logits(), answers, batch.size());
        return new Made(counts.loss(), counts.wrong(), batch.size(), made.outsideShares());
    }

    @Override
    public Known validate() {
        SequenceMeter.Counts counts = validation.measure(learner.averaged());
        return new Known(counts.loss() / counts.numbers(), counts.wrong() / (double) counts.numbers());
    }

    @Override
    public void close() {
        validation.close();
        loader.close();
        learner.close();
    }
}
