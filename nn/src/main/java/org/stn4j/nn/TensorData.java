package org.stn4j.nn;

import java.util.Arrays;
import java.util.List;
import org.stn4j.nn.file.RawTensor;

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

    /**
     * The values of a tensor as files hold it.
     *
     * @throws IllegalArgumentException if they are no floating-point numbers; one line
     */
    public static TensorData of(RawTensor raw) {
        // A size beyond an int can only stand beside one of 0: there is no buffer for so many values.
        List<Integer> shape = raw.shape().stream()
                .map(size -> (int) Math.min(size, Integer.MAX_VALUE))
                .toList();
        return new TensorData(shape, raw.floats());
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
