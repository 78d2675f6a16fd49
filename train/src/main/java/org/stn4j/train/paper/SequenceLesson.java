package org.stn4j.train.paper;

import org.stn4j.data.Augmented;
import org.stn4j.data.Batch;
import org.stn4j.data.BatchLoader;
import org.stn4j.data.Distortion;
import org.stn4j.data.LoaderPlan;
import org.stn4j.data.Splits;
import org.stn4j.data.street.NumberLabels;
import org.stn4j.nn.torch.learn.Learning;
import org.stn4j.nn.torch.learn.SequenceLearner;
import org.stn4j.train.JobDescription;
import org.stn4j.train.Lesson;
import org.stn4j.train.TrainingOptions;

/** Learns to read numbers, with an answer for each of their places. A number is wrong if one of its places is. */
final class SequenceLesson implements Lesson {
    private final SequenceLearner learner;
    private final BatchLoader loader;
    private final SequenceMeter validation;
    private final int[] answers;

    /**
     * A lesson.
     *
     * @param splits sets of the classes of {@link NumberLabels}
     * @param processors that may be used
     */
    SequenceLesson(JobDescription description, Splits splits, Distortion distortion, int processors) {
        TrainingOptions options = description.options();
        int threads = Math.max(1, processors / 2);
        this.learner = new SequenceLearner(
                description.network(),
                description.preprocessing(),
                options.learning(),
                NumberLabels.PLACES,
                options.device(),
                options.seed());
        this.validation = new SequenceMeter(splits.validation(), distortion, threads);
        this.loader = new BatchLoader(
                splits.train(),
                Augmented.of(distortion, options.augmentation()),
                LoaderPlan.shuffled(options.batchSize(), options.seed(), threads));
        this.answers = new int[NumberLabels.PLACES * options.batchSize()];
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
        Batch batch = loader.next();
        for (int i = 0; i < batch.size(); i++) {
            NumberLabels.ALL.answers(batch.labels()[i], answers, i * NumberLabels.PLACES);
        }
        float[] logits = learner.step(batch.images(), answers, batch.size(), learningRate);
        SequenceMeter.Counts counts = SequenceMeter.count(logits, answers, batch.size());
        return new Made(counts.loss(), counts.wrong(), batch.size(), new double[0]);
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
