package org.stn4j.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fast gradient of weights against libtorch's own convolution. */
class ShortConvolutionTest {
    private static final long[] ONE = {1, 1};

    private PointerScope scope;

    @BeforeEach
    void open() {
        Torch.load();
        Torch.seed(1);
        scope = new PointerScope();
    }

    @AfterEach
    void close() {
        scope.close();
        assertThat(GraphLifetime.held()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "16, 32, 10, 10, 20, 7, 0",
        "3, 40, 6, 5, 9, 5, 0",
        "2, 3, 7, 9, 4, 3, 1",
        "1, 5, 3, 3, 8, 3, 0",
        "4, 2, 5, 5, 3, 5, 4",
        "2, 33, 1, 1, 6, 1, 0"
    })
    void hasLibtorchsOutputAndGradients(
            int n, int channels, int height, int width, int filters, int kernel, int padding) {
        Tensor[] image = leaves(torch.randn(n, channels, height, width));
        Tensor[] weight = leaves(torch.randn(filters, channels, kernel, kernel));
        Tensor[] bias = leaves(torch.randn(filters));
        Tensor ours = ShortConvolution.apply(image[0], weight[0], bias[0], padding);
        Tensor theirs = torch.conv2d(
                image[1], weight[1], new TensorOptional(bias[1]), ONE, new long[] {padding, padding}, ONE, 1);
        Tensor weights = torch.randn_like(ours);
        ours.mul(weights).sum().backward();
        theirs.mul(inDouble(weights)).sum().backward();
        assertClose(ours, theirs);
        assertClose(image[0].grad(), image[1].grad());
        assertClose(weight[0].grad(), weight[1].grad());
        assertClose(bias[0].grad(), bias[1].grad());
    }

    @Test
    void goesBackToTheWeightsAloneWhereTheImageIsTheNetworksInput() {
        Tensor image = torch.randn(2, 32, 4, 4);
        Tensor[] weight = leaves(torch.randn(3, 32, 3, 3));
        Tensor[] bias = leaves(torch.randn(3));
        ShortConvolution.apply(image, weight[0], bias[0], 0).relu_().sum().backward();
        torch.conv2d(inDouble(image), weight[1], new TensorOptional(bias[1]), ONE, new long[] {0, 0}, ONE, 1)
                .relu()
                .sum()
                .backward();
        assertClose(weight[0].grad(), weight[1].grad());
        assertClose(bias[0].grad(), bias[1].grad());
    }

    @Test
    void leavesFixedWeightsToLibtorch() {
        Tensor image = torch.randn(2, 32, 4, 4).set_requires_grad(true);
        Tensor weight = torch.randn(3, 32, 3, 3);
        ShortConvolution.apply(image, weight, torch.zeros(3), 0).sum().backward();
        assertThat(image.grad().defined()).isTrue();
    }

    /** For ours, and in double precision for libtorch's, whose float32 gradients are wrong on some processors. */
    private static Tensor[] leaves(Tensor values) {
        return new Tensor[] {
            values.clone().set_requires_grad(true), inDouble(values).set_requires_grad(true)
        };
    }

    private static Tensor inDouble(Tensor values) {
        return values.to(torch.ScalarType.Double);
    }

    private static void assertClose(Tensor actual, Tensor expected) {
        assertThat(Memory.sizes(actual)).isEqualTo(Memory.sizes(expected));
        float scale = Math.max(1, inDouble(expected).abs().max().item_float());
        assertThat(inDouble(actual).sub(inDouble(expected)).abs().max().item_float() / scale)
                .isLessThan(1e-5f);
    }
}
