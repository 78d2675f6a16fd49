package org.stn4j.nn.torch.learn;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
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
 * A classifier that learns, step by step: forward, cross entropy, backward, optimizer, average of the weights.
 *
 * <p>The chance of a step (dropout) depends on the seed and the number of the step only, so that a learner restored
 * from its {@link #state} goes on bit for bit. For one thread at a time; owns its memory until it is closed.
 */
public final class Learner implements AutoCloseable {
    private static final int MEAN = 1;
    private static final int NO_CLASS_IGNORED = -100;

    private final NetworkModule module;
    private final Predictor averaged;
    private final Optimizer optimizer;
    private final MovingAverage moving;
    private final LearningSettings settings;
    private final float[] classWeights;
    private final Inputs inputs;
    private final long seed;

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
        this.settings = settings;
        this.classWeights = classWeights.clone();
        this.seed = seed;
        this.inputs = new Inputs(network.input(), preprocessing);
        Torch.seed(seed);
        this.module = new NetworkModule(network, device);
        this.averaged = new Predictor(new NetworkModule(network, device), preprocessing);
        this.averaged.module().load(module.export());
        this.optimizer = Optimizer.of(settings.optimizer(), weights(module, settings));
        this.moving = new MovingAverage(all(module), all(averaged.module()), settings.averageDecay());
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

    /**
     * Learns from a batch.
     *
     * @param images {@code [N, C, H, W]}, pixels from 0 to 1; may be longer
     * @param labels {@code [N]}; may be longer
     * @param size number of images, N, at least 1
     * @param learningRate of this step
     * @param watched whether the shares of samples outside the image are wanted
     * @throws DivergenceException if loss or gradient are not finite; then weights and averages are as before the step
     */
    @SuppressWarnings("try") // The scope is used by being open.
    public Step step(float[] images, int[] labels, int size, double learningRate, boolean watched) {
        try (PointerScope scope = new PointerScope()) {
            Torch.seed(seed * 0x9E3779B97F4A7C15L + optimizer.steps() + 1);
            List<Double> outside = new ArrayList<>();
            Tensor batch = inputs.tensor(images, size, module.device());
            Tensor logits = module.forward(batch, sampling -> {
                if (watched) {
                    outside.add(outsideShare(sampling, size));
                }
            });
            Tensor loss = torch.cross_entropy_loss(
                    logits,
                    Values.labels(labels, size, module.device()),
                    classWeights(),
                    MEAN,
                    NO_CLASS_IGNORED,
                    settings.labelSmoothing());
            checkFinite("loss", loss.item_float());
            differentiate(loss);
            optimizer.step(learningRate);
            moving.update(optimizer.steps());
            return new Step(
                    Values.floats(logits),
                    outside.stream().mapToDouble(share -> share).toArray());
        }
    }

    private TensorOptional classWeights() {
        return classWeights.length == 0
                ? new TensorOptional()
                : new TensorOptional(
                        Tensor.create(classWeights, classWeights.length).to(module.device(), torch.ScalarType.Float));
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

    /** The network with its averaged weights, for validation; belongs to the learner. */
    public Predictor averaged() {
        return averaged;
    }

    /** Number of steps made. */
    public long steps() {
        return optimizer.steps();
    }

    /** Copies of the averaged weights, running statistics included, as a model holds them. */
    public Map<String, TensorData> averagedWeights() {
        return Values.data("", all(averaged.module()));
    }

    /** Copies of everything that changes from step to step. */
    public Map<String, TensorData> state() {
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
    public void restore(Map<String, TensorData> state, long steps) {
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
