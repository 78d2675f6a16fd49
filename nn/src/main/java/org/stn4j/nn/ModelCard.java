package org.stn4j.nn;

import java.util.List;
import java.util.Map;

/**
 * What a trained network is and where it came from: all of a model but its weights.
 *
 * <p>A card whose parts do not fit together cannot be made; the constructor throws an {@link IllegalArgumentException}
 * of one line.
 *
 * @param network its layers
 * @param labels names of the outputs in order, as many as the network has; empty if they have none
 * @param preprocessing what is done to pixels before the network sees them
 * @param provenance where it came from (data, seed, versions, …), free keys and texts
 */
public record ModelCard(
        Network network, List<String> labels, Preprocessing preprocessing, Map<String, String> provenance) {
    public ModelCard {
        labels = List.copyOf(labels);
        provenance = Map.copyOf(provenance);
        int outputs = network.output().values();
        if (!labels.isEmpty() && labels.size() != outputs) {
            throw new IllegalArgumentException(
                    labels.size() + " labels do not fit a network with " + outputs + " outputs");
        }
        if (preprocessing.channels() != network.input().channels()) {
            throw new IllegalArgumentException("preprocessing for " + preprocessing.channels()
                    + " channels does not fit a network with the input " + network.input());
        }
    }

    /** What an output is called: its label, or its number from 0 where there are no labels. */
    public String label(int output) {
        return labels.isEmpty() ? Integer.toString(output) : labels.get(output);
    }
}
