package org.stn4j.nn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stn4j.nn.file.RawTensor;
import org.stn4j.nn.file.Safetensors;
import org.stn4j.nn.file.TensorInfo;

/**
 * Models as single files: safetensors whose {@code __metadata__} holds everything but the weights, as
 * {@link ModelMetadata} has it.
 *
 * <p>The tensors are those of {@link Parameters}, in single precision; half and double are read too.
 */
public final class ModelFile {
    private ModelFile() {}

    /**
     * Writes a model, in the place of a file that may be there, whole or not at all.
     *
     * @throws IOException if it cannot be written; one line that names the file
     */
    public static void write(Path path, Model model) throws IOException {
        Map<String, RawTensor> tensors = new TreeMap<>();
        model.weights().forEach((name, data) -> tensors.put(name, RawTensor.of(data.shape(), data.values())));
        Safetensors.write(path, ModelMetadata.format(model.card()), tensors);
    }

    /**
     * Reads a model.
     *
     * @throws IOException if it cannot be read, is damaged or no model; one line that names the file
     */
    public static Model read(Path path) throws IOException {
        try (Safetensors file = Safetensors.open(path)) {
            try {
                ModelCard card = ModelMetadata.parse(file.metadata());
                return new Model(
                        card.network(),
                        card.labels(),
                        card.preprocessing(),
                        card.provenance(),
                        weights(file, card.network()));
            } catch (IllegalArgumentException e) {
                throw new IOException(path + ": " + e.getMessage(), e);
            }
        }
    }

    /** Reads the weights, after comparing the file's header with the network. */
    private static Map<String, TensorData> weights(Safetensors file, Network network) throws IOException {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        for (Map.Entry<String, TensorInfo> entry : file.tensors().entrySet()) {
            // A size beyond an int cannot be a network's; -1 makes the comparison say so.
            shapes.put(
                    entry.getKey(),
                    entry.getValue().shape().stream()
                            .map(size -> size > Integer.MAX_VALUE ? -1 : size.intValue())
                            .toList());
        }
        Map<String, TensorData> weights = new LinkedHashMap<>();
        for (Parameter parameter : Model.checkWeights(network, shapes)) {
            try {
                weights.put(
                        parameter.name(),
                        new TensorData(
                                parameter.shape(), file.read(parameter.name()).floats()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("tensor '" + parameter.name() + "': " + e.getMessage(), e);
            }
        }
        return weights;
    }
}
