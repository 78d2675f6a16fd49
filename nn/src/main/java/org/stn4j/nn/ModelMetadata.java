package org.stn4j.nn;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A {@link ModelCard} as keys and texts, the form in which files of several formats hold metadata.
 *
 * <p>The keys: {@code stn4j.format}, the number of this layout; {@code stn4j.network}, as {@link NetworkYaml} writes it;
 * {@code stn4j.labels}, a JSON list of texts; {@code stn4j.preprocessing}, a JSON object of {@code input} (a shape),
 * {@code mean} and {@code deviation} (lists of numbers, see {@link Preprocessing}); {@code stn4j.provenance}, a JSON
 * object of texts.
 */
public final class ModelMetadata {
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

    private ModelMetadata() {}

    /** {@link Preprocessing} and the input's shape, as they stand in the file. */
    private record Pixels(String input, List<Float> mean, List<Float> deviation) {}

    /** A card as texts by key, in the order of the keys. */
    public static Map<String, String> format(ModelCard card) {
        Preprocessing preprocessing = card.preprocessing();
        Map<String, String> metadata = new TreeMap<>();
        metadata.put(FORMAT_KEY, FORMAT);
        metadata.put(NETWORK, NetworkYaml.format(card.network()));
        metadata.put(LABELS, text(card.labels()));
        metadata.put(
                PREPROCESSING,
                text(new Pixels(card.network().input().toString(), preprocessing.mean(), preprocessing.deviation())));
        metadata.put(PROVENANCE, text(new TreeMap<>(card.provenance())));
        return metadata;
    }

    /** Whether there is a card among these keys. */
    public static boolean isIn(Map<String, String> metadata) {
        return metadata.containsKey(FORMAT_KEY);
    }

    /**
     * Reads a card; other keys are ignored.
     *
     * @throws IllegalArgumentException if a key is missing or its text is not right; one line
     */
    public static ModelCard parse(Map<String, String> metadata) {
        String format = metadata.get(FORMAT_KEY);
        if (format == null) {
            throw new IllegalArgumentException(
                    "these are weights without a network; a model that stn4j wrote has both in one file");
        }
        if (!format.equals(FORMAT)) {
            throw new IllegalArgumentException("this model has the format " + format + ", and this version reads "
                    + FORMAT + "; use the version of stn4j that wrote it, or a newer one");
        }
        Network network = network(value(metadata, NETWORK));
        List<String> labels = json(metadata, LABELS, new TypeReference<>() {});
        Pixels pixels = json(metadata, PREPROCESSING, new TypeReference<>() {});
        if (!network.input().toString().equals(pixels.input())) {
            throw new IllegalArgumentException(PREPROCESSING + " is for the input " + pixels.input()
                    + ", and the network's is " + network.input());
        }
        Map<String, String> provenance = json(metadata, PROVENANCE, new TypeReference<>() {});
        return new ModelCard(network, labels, preprocessing(pixels), provenance);
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

    private static String value(Map<String, String> metadata, String key) {
        String text = metadata.get(key);
        if (text == null) {
            throw new IllegalArgumentException("its header lacks " + key + "; the file is damaged");
        }
        return text;
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("metadata cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static <T> T json(Map<String, String> metadata, String key, TypeReference<T> type) {
        try {
            T value = JSON.readValue(value(metadata, key), type);
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
