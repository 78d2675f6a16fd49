package org.stn4j.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * The shapes between the layers of a network, worked out without computing anything.
 *
 * <p>Each layer has a path: its index from 0, a dot and its name, such as {@code 3.convolution}. Within a spatial
 * transformer {@code /localisation/} and the inner layer's path follow, and {@code /theta} is the dense layer that makes
 * θ; within a parallel layer {@code /}, the branch's index from 0 and {@code /} precede it:
 * {@code 0.parallel/1/2.spatialTransformer/localisation/0.dense}. Glimpses have {@code /localisation/} and
 * {@code /transformers/}.
 *
 * @param steps all layers, a layer before those inside it
 * @param output shape behind the last layer
 */
public record Shapes(List<Step> steps, Shape output) {
    public Shapes {
        steps = List.copyOf(steps);
    }

    /**
     * One layer at its place.
     *
     * @param path where it is in the network
     * @param layer what it is
     * @param input shape of what it is given
     * @param output shape of what it makes
     */
    public record Step(String path, Layer layer, Shape input, Shape output) {
        /** How many layers this one is inside of. */
        public int depth() {
            int names = (int) path.chars().filter(c -> c == '.').count();
            return path.endsWith("/theta") ? names : names - 1;
        }
    }

    /** Shapes of a whole network. */
    public static Shapes infer(Network network) {
        return infer(network.input(), network.layers());
    }

    /**
     * Shapes of a list of layers.
     *
     * @throws IllegalArgumentException if a layer does not fit its input; one line that names the layer's path
     */
    public static Shapes infer(Shape input, List<Layer> layers) {
        List<Step> steps = new ArrayList<>();
        return new Shapes(steps, Inference.sequence("", layers, input, steps));
    }

    /** Path of a layer that stands at an index of a list of layers; the prefix ends with a slash or is empty. */
    public static String path(String prefix, int index, Layer layer) {
        return prefix + index + "." + layer.name();
    }

    /** Path of a spatial transformer's localisation network, the prefix of its layers' paths. */
    public static String localisation(String path) {
        return path + "/localisation/";
    }

    /** Path of the dense layer that makes a spatial transformer's θ. */
    public static String theta(String path) {
        return path + "/theta";
    }

    /** Path of the transformers of a {@link Layer.Glimpses}, the prefix of theirs. */
    public static String transformers(String path) {
        return path + "/transformers/";
    }

    /** Path of a branch of a parallel layer, the prefix of its layers' paths. */
    public static String branch(String path, int index) {
        return path + "/" + index + "/";
    }
}
