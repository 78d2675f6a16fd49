package org.stn4j.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fast gradient of narrow images against libtorch's own convolution. */
class NarrowConvolutionTest {
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
        "1, 1, 28, 28, 32, 9, 0",
        "3, 1, 13, 18, 5, 5, 2",
        "2, 2, 7, 9, 4, 3, 1",
        "2, 3, 11, 10, 8, 7, 0",
        "4, 4, 5, 5, 3, 5, 4",
        "2, 1, 1, 1, 6, 1, 0",
        "2, 1, 3, 17, 6, 3, 0",
        "2, 9, 8, 8, 6, 3, 1"
    })
    void hasLibtorchsOutputAndGradients(
            int n, int channels, int height, int width, int filters, int kernel, int padding) {
        Tensor[] image = leaves(torch.randn(n, channels, height, width));
        Tensor[] weight = leaves(torch.randn(filters, channels, kernel, kernel));
        Tensor[] bias = leaves(torch.randn(filters));
        Tensor ours = NarrowConvolution.apply(image[0], weight[0], new TensorOptional(bias[0]), padding);
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
    void goesBackToTheImageAloneWhereTheFiltersAreFixed() {
        Tensor image = torch.randn(2, 1, 9, 9).set_requires_grad(true);
        Tensor weight = torch.randn(3, 1, 3, 3);
        NarrowConvolution.apply(image, weight, new TensorOptional(), 0).sum().backward();
        Tensor again = inDouble(image.detach()).set_requires_grad(true);
        torch.conv2d(again, inDouble(weight)).sum().backward();
        assertClose(image.grad(), again.grad());
    }

    @Test
    void leavesTheGraphOutWhereNobodyGoesBack() {
        Tensor weight = torch.randn(3, 1, 3, 3);
        Tensor output = NarrowConvolution.apply(torch.randn(2, 1, 9, 9), weight, new TensorOptional(), 0);
        assertThat(output.requires_grad()).isFalse();
    }

    @Test
    void lendsItsOutputToARectifierInPlace() {
        Tensor[] image = leaves(torch.randn(2, 1, 9, 9));
        Tensor[] weight = leaves(torch.randn(3, 1, 3, 3));
        NarrowConvolution.apply(image[0], weight[0], new TensorOptional(), 1)
                .relu_()
                .sum()
                .backward();
        torch.conv2d(image[1], weight[1], new TensorOptional(), ONE, ONE, ONE, 1)
                .relu()
                .sum()
                .backward();
        assertClose(image[0].grad(), image[1].grad());
        assertClose(weight[0].grad(), weight[1].grad());
    }

    @Test
    void noticesFiltersChangedInPlace() {
        Tensor image = torch.randn(2, 1, 9, 9).set_requires_grad(true);
        Tensor weight = torch.randn(3, 1, 3, 3);
        Tensor loss =
                NarrowConvolution.apply(image, weight, new TensorOptional(), 0).sum();
        weight.zero_();
        assertThatThrownBy(loss::backward).hasMessageContaining("changed in place");
    }

    /** For ours, and in double precision for libtorch's: see {@link #inDouble}. */
    private static Tensor[] leaves(Tensor values) {
        return new Tensor[] {
            values.clone().set_requires_grad(true), inDouble(values).set_requires_grad(true)
        };
    }

    /**
     * libtorch's float32 gradient of an image in the default layout is wrong by most of its size on some processors (an
     * AMD EPYC of family 26, libtorch 2.10); that of float64 takes another way, and is right.
     */
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
