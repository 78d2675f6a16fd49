package org.stn4j.nn.torch.learn;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.stn4j.nn.Network;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.TensorData;
import org.stn4j.nn.torch.NetworkModule;
import org.stn4j.nn.torch.Sampling;
import org.stn4j.nn.torch.Torch;

/**
 * What all learners have in common, whatever their loss: weights, backward, optimizer, average of the weights, and the
 * state to go on from.
 *
 * <p>The chance of a step (dropout) depends on the seed and the number of the step only, so that a learner restored
 * from its {@link #state} goes on bit for bit. For one thread at a time; owns its memory until it is closed.
 */
public abstract class Learning implements AutoCloseable {
    private static final int MEAN = 1;
    private static final int NO_CLASS_IGNORED = -100;

    private final NetworkModule module;
    private final Predictor averaged;
    private final Optimizer optimizer;
    private final MovingAverage moving;
    private final LearningSettings settings;
    private final Inputs inputs;
    private final long seed;
    private final List<Tensor> statistics;

    Learning(Network network, Preprocessing preprocessing, LearningSettings settings, String device, long seed) {
        this.settings = settings;
        this.seed = seed;
        this.inputs = new Inputs(network.input(), preprocessing);
        Torch.seed(seed);
        this.module = new NetworkModule(network, device);
        this.module.trainIn(settings.precision());
        this.averaged = new Predictor(new NetworkModule(network, device), preprocessing);
        this.averaged.module().load(module.export());
        this.optimizer = Optimizer.of(settings.optimizer(), weights(module, settings));
        this.moving = new MovingAverage(all(module), all(averaged.module()), settings.averageDecay());
        this.statistics = List.copyOf(module.buffers().values());
    }

    private static List<Weight> weights(NetworkModule module, LearningSettings settings) {
        List<Weight> weights = new ArrayList<>();
        module.parameters().forEach((name, tensor) -> {
            boolean localisation = NetworkModule.part(name) == NetworkModule.Part.LOCALISATION;
            weights.add(new Weight(name, tensor, tensor.dim() > 1, localisation ? settings.localisationScale() : 1));
        });
        return weights;
    }

    private static Map<String, Tensor> all(NetworkModule module) {
        Map<String, Tensor> tensors = new LinkedHashMap<>(module.parameters());
        tensors.putAll(module.buffers());
        return tensors;
    }

    /** The network that learns. */
    final NetworkModule module() {
        return module;
    }

    /** Images as the network takes them. */
    final Tensor images(float[] images, int size) {
        return inputs.tensor(images, size, device());
    }

    final Device device() {
        return module.device();
    }

    /**
     * Makes a step: forward, backward, optimizer, average.
     *
     * @param images {@code [N, C, H, W]}, pixels from 0 to 1; may be longer
     * @param size number of images, N, at least 1
     * @param watched whether the shares of samples outside the image are wanted
     * @param loss of the network's outputs, to which the penalty on looking outside is added
     * @throws DivergenceException if loss or gradient are not finite; then the state is as before the step
     */
    final Step learn(float[] images, int size, double learningRate, boolean watched, UnaryOperator<Tensor> loss) {
        return step(scope -> {
            DoubleStream.Builder outside = DoubleStream.builder();
            List<Tensor> penalties = new ArrayList<>();
            Tensor logits = module.forward(images(images, size), sampling -> {
                if (watched) {
                    outside.accept(outsideShare(sampling, size));
                }
                if (settings.outsidePenalty() > 0) {
                    Tensor reach = outsideReach(sampling, size);
                    // It is to outlive the pass.
                    scope.attach(reach);
                    penalties.add(reach);
                }
            });
            Tensor total = loss.apply(logits);
            for (Tensor penalty : penalties) {
                total = total.add(penalty, new Scalar(settings.outsidePenalty()));
            }
            descend(total, learningRate);
            return new Step(Values.floats(logits), outside.build().toArray());
        });
    }

    /**
     * Makes a step in a scope of its own. Its chance (dropout) begins anew, from the seed and the number of the step; where
     * it diverges or fails, the running statistics that its forward pass has changed are put back.
     *
     * @param body ends with {@link #descend}
     */
    final <T> T step(Function<PointerScope, T> body) {
        try (PointerScope scope = new PointerScope()) {
            Torch.seed(seed * 0x9E3779B97F4A7C15L + optimizer.steps() + 1);
            List<Tensor> before = statistics.stream().map(Tensor::clone).toList();
            try {
                return body.apply(scope);
            } catch (RuntimeException e) {
                for (int i = 0; i < before.size(); i++) {
                    statistics.get(i).copy_(before.get(i));
                }
                throw e;
            }
        }
    }

    /**
     * The mean cross entropy of some answers, with the settings' label smoothing.
     *
     * @param logits {@code [answers, classes]}
     * @param labels right class of each; may be longer
     * @param classWeights how much an answer of each class counts; empty if all count alike
     */
    final Tensor crossEntropy(Tensor logits, int[] labels, TensorOptional classWeights) {
        return torch.cross_entropy_loss(
                logits,
                Values.labels(labels, Math.toIntExact(logits.size(0)), device()),
                classWeights,
                MEAN,
                NO_CLASS_IGNORED,
                settings.labelSmoothing());
    }

    /**
     * Goes a step down a loss.
     *
     * @throws DivergenceException if loss or gradient are not finite; then weights and their averages are as before
     */
    final void descend(Tensor loss, double learningRate) {
        checkFinite("loss", loss.item_float());
        differentiate(loss);
        optimizer.step(learningRate);
        moving.update(optimizer.steps());
    }

    private void differentiate(Tensor loss) {
        Tensor[] weights = module.parameters().values().toArray(Tensor[]::new);
        for (Tensor weight : weights) {
            if (weight.grad().defined()) {
                weight.mutable_grad().zero_();
            }
        }
        loss.backward();
        double limit = settings.clipNorm() == 0 ? Double.POSITIVE_INFINITY : settings.clipNorm();
        checkFinite("gradient", torch.clip_grad_norm_(new TensorVector(weights), limit));
    }

    private static void checkFinite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw new DivergenceException("the " + what + " is " + (Double.isNaN(value) ? "NaN" : "infinite"));
        }
    }

    private static double outsideShare(Sampling sampling, int size) {
        return sampling.warp().outsideShare(FloatBuffer.wrap(Values.floats(sampling.theta())), size);
    }

    /** How far a transformer looks outside, a single number; differentiable in θ, once. */
    private static Tensor outsideReach(Sampling sampling, int size) {
        Tensor theta = sampling.theta();
        float[] gradient = new float[Math.toIntExact(theta.numel())];
        double reach =
                sampling.warp().outsideReach(FloatBuffer.wrap(Values.floats(theta)), size, FloatBuffer.wrap(gradient));
        Tensor slopes =
                Tensor.create(gradient, theta.size(0), theta.size(1)).to(theta.device(), torch.ScalarType.Float);
        return theta.sub(theta.detach()).mul(slopes).sum().add(new Scalar(reach));
    }

    /** The network with its averaged weights, for validation; belongs to the learner. */
    public final Predictor averaged() {
        return averaged;
    }

    /** Number of steps made. */
    public final long steps() {
        return optimizer.steps();
    }

    /** Copies of the averaged weights, running statistics included, as a model holds them. */
    public final Map<String, TensorData> averagedWeights() {
        return Values.data("", all(averaged.module()));
    }

    /** Copies of everything that changes from step to step. */
    public final Map<String, TensorData> state() {
        Map<String, TensorData> state = Values.data("weight/", all(module));
        state.putAll(Values.data("average/", all(averaged.module())));
        state.putAll(Values.data("optimizer/", optimizer.memory()));
        return state;
    }

    /**
     * Goes on from a state.
     *
     * @param steps number of steps made until then
     * @throws IllegalArgumentException if it is of another network or optimizer; one line
     */
    public final void restore(Map<String, TensorData> state, long steps) {
        Values.set(all(module), "weight/", state);
        Values.set(all(averaged.module()), "average/", state);
        Values.set(optimizer.memory(), "optimizer/", state);
        optimizer.resume(steps);
    }

    /** Frees all memory. */
    @Override
    public void close() {
        optimizer.close();
        averaged.close();
        module.close();
    }
}
