package org.stn4j.nn;

import java.util.List;
import java.util.Objects;

/**
 * A feed-forward network as a value: the shape of its input and its layers in order, without weights.
 *
 * <p>A network whose layers do not fit together cannot be made: the constructor infers all shapes, and throws an
 * {@link IllegalArgumentException} that names the layer.
 *
 * @param name what people call it, such as {@code st-cnn}; one line
 * @param input shape of one image
 * @param layers the layers, at least one
 */
public record Network(String name, Shape input, List<Layer> layers) {
    public Network {
        Objects.requireNonNull(input, "input");
        if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the name of a network is one line of text, not '" + name.strip() + "'");
        }
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("network " + name + " has no layers");
        }
        layers = List.copyOf(layers);
        Shapes.infer(input, layers);
    }

    /** Shape of the output for one image; for a classifier a vector of as many features as there are classes. */
    public Shape output() {
        return Shapes.infer(this).output();
    }

    /** Number of values that training changes. */
    public long parameterCount() {
        return Parameters.of(this).stream()
                .filter(Parameter::trainable)
                .mapToLong(Parameter::values)
                .sum();
    }
}
