package org.stn4j.bench;

import org.stn4j.nn.Network;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.torch.Precision;
import org.stn4j.nn.torch.learn.Learner;
import org.stn4j.nn.torch.learn.LearningSettings;
import org.stn4j.nn.torch.learn.OptimizerSettings;

/** A training step as {@code train} makes it, without averaging and clipping, which libtorch's side has not either. */
final class OurTraining implements Contender {
    /**
     * So small that the weights stay where they are drawn, however many steps a measurement makes. A usual rate learns
     * the one batch by heart and goes on, to infinities in the end; on those libtorch's operators take other times, and
     * the loss is refused.
     */
    static final double LEARNING_RATE = 1e-7;

    static final double WEIGHT_DECAY = 0.01;

    private final Learner learner;
    private final TrainingData data;

    OurTraining(Network network, TrainingData data, Precision precision) {
        LearningSettings settings =
                new LearningSettings(new OptimizerSettings.AdamW(WEIGHT_DECAY), 1, 0, 0, 0, precision, 0);
        this.learner = new Learner(network, Preprocessing.none(network.input().channels()), settings, "cpu", 1);
        this.data = data;
    }

    @Override
    public void run() {
        learner.step(data.images(), data.labels(), data.labels().length, LEARNING_RATE, false);
    }

    @Override
    public void close() {
        learner.close();
    }
}
