package org.stn4j.nn.torch.learn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.stn4j.nn.Network;
import org.stn4j.nn.Preprocessing;

/**
 * A classifier with several answers to each image, such as the digits of a number one after the other: the loss is the
 * mean of their cross entropies (Goodfellow et al. 2014, "Multi-digit number recognition", section 4).
 */
public final class SequenceLearner extends Learning {
    private final int answers;

    /**
     * A learner with new weights.
     *
     * @param network ends in a vector: the classes of the first answer, then those of the second, and so on
     * @param answers how many answers, at least 1; the vector is a multiple of it
     * @param device as {@link org.stn4j.nn.torch.Torch#device} reads it
     * @param seed of the weights and of dropout
     */
    public SequenceLearner(
            Network network,
            Preprocessing preprocessing,
            LearningSettings settings,
            int answers,
            String device,
            long seed) {
        super(shared(network, answers), preprocessing, settings, device, seed);
        this.answers = answers;
    }

    /** Refuses before there is anything to be freed. */
    private static Network shared(Network network, int answers) {
        int outputs = network.output().values();
        if (answers < 1 || outputs % answers != 0) {
            throw new IllegalArgumentException("the " + outputs + " outputs of network " + network.name()
                    + " cannot be shared by " + answers + " answers");
        }
        return network;
    }

    /**
     * Learns from a batch.
     *
     * @param images {@code [N, C, H, W]}, pixels from 0 to 1; may be longer
     * @param labels class of each answer, {@code [N, answers]}; may be longer
     * @param size number of images, N, at least 1
     * @param learningRate of this step
     * @param watched whether the shares of samples outside the image are wanted
     * @return what came out, its logits {@code [N, answers, classes]}
     * @throws DivergenceException if loss or gradient are not finite; then the state is as before the step
     */
    public Step step(float[] images, int[] labels, int size, double learningRate, boolean watched) {
        return learn(images, size, learningRate, watched, logits -> {
            Tensor each = logits.reshape((long) size * answers, -1);
            return crossEntropy(each, labels, new TensorOptional());
        });
    }
}
