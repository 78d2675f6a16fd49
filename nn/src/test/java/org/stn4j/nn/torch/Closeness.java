package org.stn4j.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What layers compute, against the same in double precision. */
final class Closeness {
    private Closeness() {}

    /** libtorch's float32 gradients of convolutions are wrong on some processors, see {@link NarrowConvolutionTest}. */
    static Tensor inDouble(Tensor values) {
        return values.to(torch.ScalarType.Double);
    }

    static void assertClose(String name, Tensor actual, Tensor expected) {
        assertThat(Memory.sizes(actual)).as(name).isEqualTo(Memory.sizes(expected));
        float scale = Math.max(1, inDouble(expected).abs().max().item_float());
        assertThat(inDouble(actual).sub(inDouble(expected)).abs().max().item_float() / scale)
                .as(name)
                .isLessThan(1e-4f);
    }
}
