package org.stn4j.nn;

import java.util.List;

/**
 * Name and shape of one weight tensor of a network.
 *
 * @param name path of its layer, a slash, and {@code weight}, {@code bias}, {@code running_mean} or
 *     {@code running_var}; such as {@code 2.spatialTransformer/localisation/1.dense/bias}
 * @param shape sizes of its axes, as libtorch has them: {@code [filters, channels, kernel, kernel]} for a convolution,
 *     {@code [units, inputs]} for a dense layer, one axis for the others
 * @param trainable whether training changes it by its gradient; false for running statistics
 */
public record Parameter(String name, List<Integer> shape, boolean trainable) {
    public Parameter {
        shape = List.copyOf(shape);
    }

    /** Number of values. */
    public long values() {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }
}
