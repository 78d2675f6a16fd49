package org.stn4j.nn.torch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.stn4j.nn.Network;
import org.stn4j.nn.Parameter;
import org.stn4j.nn.Parameters;
import org.stn4j.nn.file.RawTensor;

/** The weight tensors of a network by name, in the order of {@link Parameters}; each lives until they are closed. */
final class NetworkWeights implements AutoCloseable {
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Map<String, TensorOptional> optionals = new LinkedHashMap<>();

    /** New weights from libtorch's generator for the CPU, and so the same ones on every device. */
    NetworkWeights(Network network, Device device) {
        InitialWeights initial = new InitialWeights(network);
        for (Parameter parameter : Parameters.of(network)) {
            Tensor tensor = Scopes.permanent(() ->
                    onDevice(Memory.tensor(initial.of(parameter)), device).set_requires_grad(parameter.trainable()));
            parameters.put(parameter.name(), parameter);
            tensors.put(parameter.name(), tensor);
        }
    }

    private static Tensor onDevice(Tensor tensor, Device device) {
        return tensor.to(device, torch.ScalarType.Float);
    }

    /**
     * The tensor of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("there are no weights named " + name);
        }
        return tensor;
    }

    /** The same tensor for operators that can do without. */
    TensorOptional optional(String name) {
        return optionals.computeIfAbsent(name, key -> Scopes.permanent(() -> new TensorOptional(get(key))));
    }

    Parameter parameter(String name) {
        return parameters.get(name);
    }

    Map<String, Tensor> all() {
        return Collections.unmodifiableMap(tensors);
    }

    /** Copies of all values, by name. */
    Map<String, RawTensor> export() {
        Map<String, RawTensor> copies = new LinkedHashMap<>();
        tensors.forEach((name, tensor) ->
                copies.put(name, RawTensor.of(parameters.get(name).shape(), Memory.copy(tensor))));
        return copies;
    }

    /**
     * Takes over values, all or none.
     *
     * @throws IllegalArgumentException if a tensor is missing or of another shape; one line that names it
     */
    void load(Map<String, RawTensor> values) {
        Map<String, float[]> checked = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> checked.put(name, values(name, parameter, values.get(name))));
        for (String name : values.keySet()) {
            if (!parameters.containsKey(name)) {
                throw new IllegalArgumentException("this network has no weights named " + name);
            }
        }
        checked.forEach((name, floats) -> Memory.set(tensors.get(name), floats));
    }

    private static float[] values(String name, Parameter parameter, RawTensor value) {
        if (value == null) {
            throw new IllegalArgumentException("the weights " + name + " are missing");
        }
        if (!value.shape()
                .equals(parameter.shape().stream().map(Integer::longValue).toList())) {
            throw new IllegalArgumentException(
                    "the weights " + name + " are " + parameter.shape() + " in this network, not " + value.shape());
        }
        return value.floats();
    }

    @Override
    public void close() {
        optionals.values().forEach(TensorOptional::close);
        optionals.clear();
        tensors.values().forEach(Tensor::close);
        tensors.clear();
    }
}
