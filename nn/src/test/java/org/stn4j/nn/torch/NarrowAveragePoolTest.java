package org.stn4j.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The means of narrow images against libtorch's, bit for bit. */
class NarrowAveragePoolTest {
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
    @CsvSource({"3, 1, 56, 56, 2", "2, 3, 13, 20, 3", "1, 4, 7, 5, 5", "2, 2, 5, 4, 1", "0, 1, 8, 8, 2"})
    void hasLibtorchsValuesAndGradients(int n, int channels, int height, int width, int size) {
        Tensor values = torch.randn(n, channels, height, width);
        Tensor ours = values.clone().set_requires_grad(true);
        Tensor theirs = values.clone().set_requires_grad(true);
        Tensor ourMeans = NarrowAveragePool.apply(ours, size);
        Tensor theirMeans = torch.avg_pool2d(theirs, size, size);
        assertThat(ourMeans.equal(theirMeans)).isTrue();
        Tensor weights = torch.randn_like(theirMeans);
        ourMeans.mul(weights).sum().backward();
        theirMeans.mul(weights).sum().backward();
        assertThat(ours.grad().equal(theirs.grad())).isTrue();
    }

    @Test
    void goesBackThroughTwoInARow() {
        Tensor image = torch.randn(1, 1, 4, 4).set_requires_grad(true);
        NarrowAveragePool.apply(NarrowAveragePool.apply(image, 2), 2).sum().backward();
        assertThat(Memory.copy(image.grad())).containsOnly(1 / 16f);
    }
}
