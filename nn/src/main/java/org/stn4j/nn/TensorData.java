package org.stn4j.nn;

import java.util.Arrays;
import java.util.List;

/**
 * The values of one weight tensor, outside of libtorch.
 *
 * @param shape sizes of the axes, outermost first
 * @param values the values in row-major order; not copied, so neither side may change them afterwards
 */
public record TensorData(List<Integer> shape, float[] values) {
    public TensorData {
        shape = List.copyOf(shape);
        long expected = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        if (expected != values.length) {
            throw new IllegalArgumentException(
                    "a tensor of shape " + shape + " has " + expected + " values, not " + values.length);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TensorData that && shape.equals(that.shape) && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "TensorData" + shape;
    }
}
