package org.stn4j.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A trained network as a value: all that is needed to use it.
 *
 * <p>A model whose parts do not fit together cannot be made; the constructor throws an
 * {@link IllegalArgumentException} of one line.
 *
 * @param network its layers
 * @param labels names of the outputs in order, as many as the network has; empty if they have none
 * @param preprocessing what is done to pixels before the network sees them
 * @param provenance where it came from (data, seed, versions, …), free keys and texts
 * @param weights its tensors, exactly those that {@link Parameters} lists, in that order
 */
public record Model(
        Network network,
        List<String> labels,
        Preprocessing preprocessing,
        Map<String, String> provenance,
        Map<String, TensorData> weights) {
    public Model {
        ModelCard card = new ModelCard(network, labels, preprocessing, provenance);
        labels = card.labels();
        provenance = card.provenance();
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        weights.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        Map<String, TensorData> ordered = new LinkedHashMap<>();
        for (Parameter parameter : checkWeights(network, shapes)) {
            ordered.put(parameter.name(), weights.get(parameter.name()));
        }
        weights = Collections.unmodifiableMap(ordered);
    }

    /** All of it but the weights. */
    public ModelCard card() {
        return new ModelCard(network, labels, preprocessing, provenance);
    }

    /** The same with another provenance. */
    public Model withProvenance(Map<String, String> other) {
        return new Model(network, labels, preprocessing, other, weights);
    }

    /** Compares the names and shapes of weights with those that a network has; returns the latter. */
    static List<Parameter> checkWeights(Network network, Map<String, List<Integer>> shapes) {
        List<Parameter> parameters = Parameters.of(network);
        for (Parameter parameter : parameters) {
            List<Integer> shape = shapes.get(parameter.name());
            if (shape == null) {
                throw new IllegalArgumentException(
                        "the weights do not fit the network: there is no tensor '" + parameter.name() + "'");
            }
            if (!shape.equals(parameter.shape())) {
                throw new IllegalArgumentException("the weights do not fit the network: tensor '" + parameter.name()
                        + "' has the shape " + shape + ", not " + parameter.shape());
            }
        }
        if (shapes.size() > parameters.size()) {
            List<String> others = new ArrayList<>(shapes.keySet());
            parameters.forEach(parameter -> others.remove(parameter.name()));
            throw new IllegalArgumentException(
                    "the weights do not fit the network: it has no tensor '" + others.get(0) + "'");
        }
        return parameters;
    }
}
