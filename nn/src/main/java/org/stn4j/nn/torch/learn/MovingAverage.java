package org.stn4j.nn.torch.learn;

import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * An exponential moving average of weights (Polyak and Juditsky 1992), the running statistics of batch normalisation
 * among them.
 *
 * <p>{@code average = d·average + (1 - d)·weight} with {@code d = min(decay, (1 + t) / (10 + t))} at step t: while there
 * are few steps to average over, the first weights, which are random, are forgotten faster.
 */
final class MovingAverage {
    private final Map<String, Tensor> weights;
    private final Map<String, Tensor> averages;
    private final double decay;

    /** Averages weights into tensors of the same names and shapes, which hold the weights' first values. */
    MovingAverage(Map<String, Tensor> weights, Map<String, Tensor> averages, double decay) {
        if (!weights.keySet().equals(averages.keySet())) {
            throw new IllegalArgumentException("the averages have other names than the weights");
        }
        this.weights = weights;
        this.averages = averages;
        this.decay = decay;
    }

    /** The share of the average that stays at a step; the first is 1. */
    static double decay(double highest, long step) {
        return Math.min(highest, (1.0 + step) / (10.0 + step));
    }

    /** Takes in the weights after a step; the first step is 1. */
    @SuppressWarnings("try") // Scope and guard are used by being open.
    void update(long step) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Scalar taken = new Scalar(1 - decay(decay, step));
            averages.forEach((name, average) -> average.lerp_(weights.get(name), taken));
        }
    }
}
