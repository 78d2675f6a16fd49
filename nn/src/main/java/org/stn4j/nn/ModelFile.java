package org.stn4j.nn;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
 * Models as single files: safetensors whose {@code __metadata__} holds everything but the weights.
 *
 * <p>The keys: {@code stn4j.format}, the number of this layout; {@code stn4j.network}, as {@link NetworkYaml} writes it;
 * {@code stn4j.labels}, a JSON list of texts; {@code stn4j.preprocessing}, a JSON object of {@code input} (a shape),
 * {@code mean} and {@code deviation} (lists of numbers, see {@link Preprocessing}); {@code stn4j.provenance}, a JSON
 * object of texts. The tensors are those of {@link Parameters}, in single precision; half and double are read too.
 */
public final class ModelFile {
    private static final String FORMAT = "1";
    private static final String FORMAT_KEY = "stn4j.format";
    private static final String NETWORK = "stn4j.network";
    private static final String LABELS = "stn4j.labels";
    private static final String PREPROCESSING = "stn4j.preprocessing";
    private static final String PROVENANCE = "stn4j.provenance";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .build();

    private ModelFile() {}

    /** {@link Preprocessing} and the input's shape, as they stand in the file. */
    private record Pixels(String input, List<Float> mean, List<Float> deviation) {}

    /**
     * Writes a model, in the place of a file that may be there, whole or not at all.
     *
     * @throws IOException if it cannot be written; one line that names the file
     */
    public static void write(Path path, Model model) throws IOException {
        Preprocessing preprocessing = model.preprocessing();
        Map<String, String> metadata = new TreeMap<>();
        metadata.put(FORMAT_KEY, FORMAT);
        metadata.put(NETWORK, NetworkYaml.format(model.network()));
        metadata.put(LABELS, JSON.writeValueAsString(model.labels()));
        metadata.put(
                PREPROCESSING,
                JSON.writeValueAsString(new Pixels(
                        model.network().input().toString(), preprocessing.mean(), preprocessing.deviation())));
        metadata.put(PROVENANCE, JSON.writeValueAsString(new TreeMap<>(model.provenance())));
        Map<String, RawTensor> tensors = new TreeMap<>();
        model.weights().forEach((name, data) -> tensors.put(name, RawTensor.of(data.shape(), data.values())));
        Safetensors.write(path, metadata, tensors);
    }

    /**
     * Reads a model.
     *
     * @throws IOException if it cannot be read, is damaged or no model; one line that names the file
     */
    public static Model read(Path path) throws IOException {
        try (Safetensors file = Safetensors.open(path)) {
            try {
                return model(file);
            } catch (IllegalArgumentException e) {
                throw new IOException(path + ": " + e.getMessage(), e);
            }
        }
    }

    private static Model model(Safetensors file) throws IOException {
        String format = file.metadata().get(FORMAT_KEY);
        if (format == null) {
            throw new IllegalArgumentException(
                    "these are weights without a network; a model that stn4j wrote has both in one file");
        }
        if (!format.equals(FORMAT)) {
            throw new IllegalArgumentException("this model has the format " + format + ", and this version reads "
                    + FORMAT + "; use the version of stn4j that wrote it, or a newer one");
        }
        Network network = network(text(file, NETWORK));
        List<String> labels = json(file, LABELS, new TypeReference<>() {});
        Pixels pixels = json(file, PREPROCESSING, new TypeReference<>() {});
        if (!network.input().toString().equals(pixels.input())) {
            throw new IllegalArgumentException(PREPROCESSING + " is for the input " + pixels.input()
                    + ", and the network's is " + network.input());
        }
        Map<String, String> provenance = json(file, PROVENANCE, new TypeReference<>() {});
        return new Model(network, labels, preprocessing(pixels), provenance, weights(file, network));
    }

    private static Network network(String yaml) {
        try {
            return NetworkYaml.parse(yaml);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its network: " + e.getMessage(), e);
        }
    }

    private static Preprocessing preprocessing(Pixels pixels) {
        if (pixels.mean() == null || pixels.deviation() == null) {
            throw new IllegalArgumentException(PREPROCESSING + " lacks its mean or deviation");
        }
        return new Preprocessing(pixels.mean(), pixels.deviation());
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

    private static String text(Safetensors file, String key) {
        String text = file.metadata().get(key);
        if (text == null) {
            throw new IllegalArgumentException("its header lacks " + key + "; the file is damaged");
        }
        return text;
    }

    private static <T> T json(Safetensors file, String key, TypeReference<T> type) {
        try {
            T value = JSON.readValue(text(file, key), type);
            if (value == null) {
                throw new IllegalArgumentException(key + " in its header is empty");
            }
            return value;
        } catch (JsonProcessingException e) {
            String reason = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new IllegalArgumentException(key + " in its header cannot be read: " + reason, e);
        }
    }
}
