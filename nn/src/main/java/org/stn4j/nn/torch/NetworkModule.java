package org.stn4j.nn.torch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.stn4j.nn.Network;
import org.stn4j.nn.Shape;
import org.stn4j.nn.file.RawTensor;

/**
 * A {@link Network} on libtorch: weights, forward pass and, through libtorch's autograd, gradients.
 *
 * <p>Every spatial transformer starts as the identity, exactly. Weights live until {@link #close}; what a pass makes
 * belongs to the caller's scope. A module is for one thread at a time.
 */
public final class NetworkModule implements AutoCloseable {
    static {
        Torch.load();
    }

    /** Parts of a network that may learn at different rates. */
    public enum Part {
        /** Localisation networks and the layers that make θ. */
        LOCALISATION,
        /** Everything else. */
        REST
    }

    private final Network network;
    private final Device device;
    private final NetworkWeights weights;
    private final Samplers samplers = new Samplers();
    private final Operator operator;
    private boolean training = true;
    private Precision precision = Precision.FLOAT32;

    /** New weights on the CPU, drawn from libtorch's generator ({@link Torch#seed}). */
    public NetworkModule(Network network) {
        this(network, "cpu");
    }

    /**
     * New weights, drawn from libtorch's generator ({@link Torch#seed}).
     *
     * @param device as in {@link Torch#device}
     */
    public NetworkModule(Network network, String device) {
        this(network, Scopes.permanent(() -> Torch.device(device)));
    }

    /** On a device that is closed with it. */
    NetworkModule(Network network, Device device) {
        this.network = network;
        this.device = device;
        this.weights = new NetworkWeights(network, device);
        this.operator = OperatorBuilder.build(network, weights, samplers);
    }

    public Network network() {
        return network;
    }

    /** Where the weights are, and the images have to be. */
    public Device device() {
        return device;
    }

    /** Switches dropout and batch normalisation to training or to use; a new module is training. */
    public void train(boolean training) {
        this.training = training;
    }

    public boolean isTraining() {
        return training;
    }

    /** What convolutions compute in while the module is training; float32 at first. */
    public void trainIn(Precision value) {
        this.precision = value;
    }

    /**
     * Computes the network's output.
     *
     * @param images {@code [N, C, H, W]} of the network's input shape, float32
     * @return {@code [N, features]} where the output is a vector (a classifier's logits), else {@code [N, C, H, W]}
     * @throws IllegalArgumentException if the images have another shape; one line
     */
    public Tensor forward(Tensor images) {
        return forward(images, sampling -> {});
    }

    /**
     * As {@link #forward(Tensor)}, and shows what each transformer does.
     *
     * @param observer is called once for each transformer, in order; the tensors are valid during the call
     */
    public Tensor forward(Tensor images, Consumer<Sampling> observer) {
        Shape shape = network.input();
        if (images.dim() != 4
                || images.size(1) != shape.channels()
                || images.size(2) != shape.height()
                || images.size(3) != shape.width()) {
            throw new IllegalArgumentException("network " + network.name() + " takes images [N, " + shape.channels()
                    + ", " + shape.height() + ", " + shape.width() + "], not " + Memory.shape(images));
        }
        return Scopes.within(() -> {
            Precision computed = training ? precision : Precision.FLOAT32;
            Tensor output = operator.apply(images, new Operator.Pass(training, computed, observer));
            Shape made = network.output();
            return made.height() == 1 && made.width() == 1 && output.dim() == 4 ? output.flatten(1, -1) : output;
        });
    }

    /** The weights that training changes, by name. */
    public Map<String, Tensor> parameters() {
        Map<String, Tensor> trained = new LinkedHashMap<>();
        weights.all().forEach((name, tensor) -> {
            if (weights.parameter(name).trainable()) {
                trained.put(name, tensor);
            }
        });
        return trained;
    }

    /** The weights that training changes in one part of the network, by name. */
    public Map<String, Tensor> parameters(Part part) {
        Map<String, Tensor> trained = parameters();
        trained.keySet().removeIf(name -> part(name) != part);
        return trained;
    }

    /** The part that a weight tensor belongs to. */
    public static Part part(String parameterName) {
        return parameterName.contains("/localisation/") || parameterName.contains("/theta/")
                ? Part.LOCALISATION
                : Part.REST;
    }

    /** Running statistics of batch normalisation, by name. */
    public Map<String, Tensor> buffers() {
        Map<String, Tensor> others = new LinkedHashMap<>(weights.all());
        others.keySet().removeAll(parameters().keySet());
        return others;
    }

    /** Copies of all weights and running statistics, by name. */
    public Map<String, RawTensor> export() {
        return weights.export();
    }

    /**
     * Takes over weights and running statistics, all or none.
     *
     * @throws IllegalArgumentException if one is missing, unknown, or of another shape; one line that names it
     */
    public void load(Map<String, RawTensor> values) {
        weights.load(values);
    }

    /** Frees the weights, and what transformers keep on the device. */
    @Override
    public void close() {
        samplers.close();
        weights.close();
        device.close();
    }
}
