package org.stn4j.nn.torch;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

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
}
