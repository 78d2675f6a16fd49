package org.stn4j.nn.torch.learn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Changes weights by their gradients, and remembers what its rule needs to.
 *
 * <p>Written with libtorch's operators rather than as libtorch's own optimizers, whose memory cannot be read from Java:
 * a run that goes on must find it again bit for bit. Owns its memory until it is closed.
 */
abstract sealed class Optimizer implements AutoCloseable {
    private final List<Weight> weights;
    private final Map<String, Tensor> memory = new LinkedHashMap<>();
    private long steps;

    private Optimizer(List<Weight> weights) {
        this.weights = weights.stream().filter(weight -> weight.rateScale() > 0).toList();
    }

    /** An optimizer of these weights that has made no step. */
    static Optimizer of(OptimizerSettings settings, List<Weight> weights) {
        if (settings instanceof OptimizerSettings.AdamW adamW) {
            return new AdamW(adamW, weights);
        }
        return new Sgd((OptimizerSettings.Sgd) settings, weights);
    }

    /** Makes one step. Weights without a gradient stay as they are. */
    @SuppressWarnings("try") // Scope and guard are used by being open.
    final void step(double learningRate) {
        steps++;
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            for (Weight weight : weights) {
                Tensor gradient = weight.tensor().grad();
                if (gradient.defined()) {
                    update(weight, gradient, learningRate * weight.rateScale());
                }
            }
        }
    }

    abstract void update(Weight weight, Tensor gradient, double rate);

    /** Number of steps made. */
    final long steps() {
        return steps;
    }

    /** What is remembered, by names that end with those of the weights. */
    final Map<String, Tensor> memory() {
        return memory;
    }

    /** Goes on after so many steps; the memory is to be filled by the caller. */
    final void resume(long stepsMade) {
        steps = stepsMade;
    }

    /** A tensor of zeros for each weight, remembered under a prefix. */
    @SuppressWarnings("try") // Scope and guard are used by being open.
    final Map<Weight, Tensor> remember(String prefix) {
        Map<Weight, Tensor> zeros = new LinkedHashMap<>();
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            for (Weight weight : weights) {
                Tensor tensor = torch.zeros_like(weight.tensor()).retainReference();
                zeros.put(weight, tensor);
                memory.put(prefix + weight.name(), tensor);
            }
        }
        return zeros;
    }

    @Override
    public final void close() {
        List<Tensor> tensors = new ArrayList<>(memory.values());
        memory.clear();
        tensors.forEach(Tensor::releaseReference);
    }

    /** See {@link OptimizerSettings.AdamW}. */
    private static final class AdamW extends Optimizer {
        private final OptimizerSettings.AdamW settings;
        private final Map<Weight, Tensor> means;
        private final Map<Weight, Tensor> squares;

        AdamW(OptimizerSettings.AdamW settings, List<Weight> weights) {
            super(weights);
            this.settings = settings;
            this.means = remember("mean/");
            this.squares = remember("square/");
        }

        @Override
        void update(Weight weight, Tensor gradient, double rate) {
            Tensor mean = means.get(weight);
            Tensor square = squares.get(weight);
            if (weight.decays() && settings.weightDecay() != 0) {
                weight.tensor().mul_(new Scalar(1 - rate * settings.weightDecay()));
            }
            mean.lerp_(gradient, new Scalar(1 - settings.beta1()));
            square.mul_(new Scalar(settings.beta2())).addcmul_(gradient, gradient, new Scalar(1 - settings.beta2()));
            double meanBias = 1 - Math.pow(settings.beta1(), (double) steps());
            double squareBias = 1 - Math.pow(settings.beta2(), (double) steps());
            Tensor root = square.sqrt().div_(new Scalar(Math.sqrt(squareBias))).add_(new Scalar(settings.epsilon()));
            weight.tensor().addcdiv_(mean, root, new Scalar(-rate / meanBias));
        }
    }

    /** See {@link OptimizerSettings.Sgd}. */
    private static final class Sgd extends Optimizer {
        private final OptimizerSettings.Sgd settings;
        private final Map<Weight, Tensor> velocities;

        Sgd(OptimizerSettings.Sgd settings, List<Weight> weights) {
            super(weights);
            this.settings = settings;
            this.velocities = remember("velocity/");
        }

        @Override
        void update(Weight weight, Tensor gradient, double rate) {
            Tensor velocity = velocities.get(weight);
            velocity.mul_(new Scalar(settings.momentum())).add_(gradient);
            if (weight.decays() && settings.weightDecay() != 0) {
                velocity.add_(weight.tensor(), new Scalar(settings.weightDecay()));
            }
            weight.tensor().add_(velocity, new Scalar(-rate));
        }
    }
}
