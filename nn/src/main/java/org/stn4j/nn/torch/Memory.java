package org.stn4j.nn.torch;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.stn4j.nn.file.RawTensor;

/** libtorch's memory as Java sees it. */
final class Memory {
    private Memory() {}

    /**
     * The values of a contiguous float32 tensor on the CPU, in place; valid while the tensor lives.
     *
     * @throws IllegalArgumentException if they are more than a buffer can hold; one line
     */
    static FloatBuffer floats(Tensor tensor) {
        long values = tensor.numel();
        if (values > Integer.MAX_VALUE / Float.BYTES) {
            throw new IllegalArgumentException("a tensor of " + shape(tensor)
                    + " is over the 2 GiB that one call of a kernel takes; use a smaller batch");
        }
        return values == 0
                ? FloatBuffer.allocate(0)
                : tensor.data_ptr_float().capacity(values).asBuffer();
    }

    /** Sizes of the axes, for messages: {@code [8, 1, 28, 28]}. */
    static String shape(Tensor tensor) {
        return Arrays.toString(sizes(tensor));
    }

    static long[] sizes(Tensor tensor) {
        long[] sizes = new long[(int) tensor.dim()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = tensor.size(i);
        }
        return sizes;
    }

    /** A new tensor on the CPU with these values. */
    static Tensor tensor(RawTensor values) {
        return tensor(
                values.floats(),
                values.shape().stream().mapToLong(Long::longValue).toArray());
    }

    /**
     * A new tensor on the CPU with these values, in row-major order.
     *
     * @throws IllegalArgumentException if there are more or fewer than the sizes say; one line
     */
    static Tensor tensor(float[] values, long... sizes) {
        Tensor tensor = torch.empty(sizes);
        if (values.length != tensor.numel()) {
            throw new IllegalArgumentException(
                    "a tensor of " + shape(tensor) + " has " + tensor.numel() + " values, not " + values.length);
        }
        floats(tensor).put(0, values);
        return tensor;
    }

    /** So many values from libtorch's generator, uniform over [-bound, bound). */
    static float[] uniform(int count, double bound) {
        float[] values = new float[count];
        Scopes.run(() -> floats(torch.empty(count).uniform_(-bound, bound, new GeneratorOptional()))
                .get(0, values));
        return values;
    }

    /** The values of a float32 tensor in row-major order, wherever and however it lies. */
    static float[] copy(Tensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.numel())];
        Scopes.run(() -> floats(tensor.detach().cpu().contiguous()).get(0, values));
        return values;
    }

    /**
     * Overwrites the values of a tensor, in row-major order, without a note in the graph.
     *
     * @throws IllegalArgumentException if there are more or fewer than it has; one line
     */
    static void set(Tensor tensor, float[] values) {
        Scopes.run(() -> tensor.detach().copy_(tensor(values, sizes(tensor))));
    }
}
