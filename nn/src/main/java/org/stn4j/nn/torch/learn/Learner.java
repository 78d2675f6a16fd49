package org.stn4j.nn.torch.learn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.stn4j.nn.Network;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.torch.Torch;

/** A classifier that learns, step by step: forward, cross entropy, backward, optimizer, average of the weights. */
public final class Learner extends Learning {
    private final float[] classWeights;

    /**
     * A learner with new weights.
     *
     * @param device as {@link Torch#device} reads it
     * @param seed of the weights and of dropout
     */
    public Learner(Network network, Preprocessing preprocessing, LearningSettings settings, String device, long seed) {
        this(network, preprocessing, settings, new float[0], device, seed);
    }

    /**
     * A learner with new weights, to which some classes matter more than others.
     *
     * @param classWeights how much an image of each class counts in the loss, 0 or more; empty if all count alike
     * @param device as {@link Torch#device} reads it
     * @param seed of the weights and of dropout
     */
    public Learner(
            Network network,
            Preprocessing preprocessing,
            LearningSettings settings,
            float[] classWeights,
            String device,
            long seed) {
        super(network, preprocessing, settings, device, seed);
        this.classWeights = classWeights.clone();
    }

    /**
     * Learns from a batch.
     *
     * @param images {@code [N, C, H, W]}, pixels from 0 to 1; may be longer
     * @param labels {@code [N]}; may be longer
     * @param size number of images, N, at least 1
     * @param learningRate of this step
     * @param watched whether the shares of samples outside the image are wanted
     * @throws DivergenceException if loss or gradient are not finite; then the state is as before the step
     */
    public Step step(float[] images, int[] labels, int size, double learningRate, boolean watched) {
        return learn(images, size, learningRate, watched, logits -> crossEntropy(logits, labels, classWeights()));
    }

    private TensorOptional classWeights() {
        return classWeights.length == 0
                ? new TensorOptional()
                : new TensorOptional(
                        Tensor.create(classWeights, classWeights.length).to(device(), torch.ScalarType.Float));
    }
}
