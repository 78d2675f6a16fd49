package org.stn4j.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stn4j.warp.Affine;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Padding;
import org.stn4j.warp.Warp;

/** The bridge against libtorch's own operators and autograd. */
class WarpFunctionTest {
    private PointerScope scope;

    @BeforeEach
    void open() {
        Torch.load();
        Torch.seed(5);
        scope = new PointerScope();
    }

    @AfterEach
    void close() {
        scope.close();
        assertThat(GraphLifetime.held()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 28, 28, 28, 28, false",
        "3, 2, 13, 7, 9, 11, true",
        "2, 3, 1, 5, 4, 1, false",
        "5, 1, 20, 20, 10, 10, true"
    })
    void hasLibtorchsGradients(int n, int c, int h, int w, int outH, int outW, boolean align) {
        Warp warp = affine(new ImageSize(h, w), new ImageSize(outH, outW), align);
        Tensor[] image = leaves(torch.rand(n, c, h, w));
        Tensor[] theta = leaves(theta(n));
        Tensor ours = WarpFunction.apply(warp, image[0], theta[0]);
        Tensor grid = torch.affine_grid_generator(theta[1].view(n, 2, 3), new long[] {n, c, outH, outW}, align);
        Tensor theirs = torch.grid_sampler(image[1], grid, 0, 0, align);
        Tensor weights = torch.rand(n, c, outH, outW);
        assertClose(ours, theirs, 1e-5);
        ours.mul(weights).sum().backward();
        theirs.mul(weights).sum().backward();
        assertClose(image[0].grad(), image[1].grad(), 1e-5);
        assertClose(theta[0].grad(), theta[1].grad(), 1e-4);
    }

    @Test
    void computesOnlyTheGradientThatIsAskedFor() {
        Warp warp = affine(new ImageSize(8, 8), new ImageSize(8, 8), false);
        Tensor image = torch.rand(2, 1, 8, 8);
        Tensor theta = theta(2).set_requires_grad(true);
        WarpFunction.apply(warp, image, theta).sum().backward();
        assertThat(image.grad().defined()).isFalse();
        assertThat(theta.grad().defined()).isTrue();

        image.set_requires_grad(true);
        WarpFunction.apply(warp, image, theta(2)).sum().backward();
        assertThat(image.grad().sizes().vec().get()).containsExactly(2, 1, 8, 8);
        assertThat(WarpFunction.apply(warp, torch.rand(2, 1, 8, 8), theta(2)).requires_grad())
                .isFalse();
    }

    @Test
    void passesGradientsOnToWhatMadeItsInputs() {
        Warp warp = affine(new ImageSize(6, 6), new ImageSize(6, 6), false);
        Tensor[] image = leaves(torch.rand(2, 3, 6, 6));
        Tensor[] theta = leaves(theta(2));
        for (int i = 0; i < 2; i++) {
            Tensor made = image[i].mul(torch.full(new long[0], scalar(2)));
            Tensor where = theta[i].mul(torch.full(new long[0], scalar(0.5)));
            Tensor output = i == 0 ? WarpFunction.apply(warp, made, where) : libtorch(made, where, 6, false);
            output.mul(output).mean().backward();
        }
        assertClose(image[0].grad(), image[1].grad(), 1e-5);
        assertClose(theta[0].grad(), theta[1].grad(), 1e-4);
    }

    @Test
    void addsUpTheGradientsOfTwoUses() {
        Warp warp = affine(new ImageSize(6, 6), new ImageSize(6, 6), false);
        Tensor[] image = leaves(torch.rand(2, 1, 6, 6));
        Tensor[] theta = leaves(theta(2));
        WarpFunction.apply(warp, WarpFunction.apply(warp, image[0], theta[0]), theta[0])
                .sum()
                .backward();
        libtorch(libtorch(image[1], theta[1], 6, false), theta[1], 6, false)
                .sum()
                .backward();
        assertClose(image[0].grad(), image[1].grad(), 1e-5);
        assertClose(theta[0].grad(), theta[1].grad(), 1e-4);
    }

    /** 32 channels are read as they lie on a backend with vectors, 3 are copied; their results are the same. */
    @ParameterizedTest
    @ValueSource(ints = {3, 32})
    void takesAnyMemoryLayout(int channels) {
        Warp warp = affine(new ImageSize(6, 5), new ImageSize(7, 4), false);
        Tensor[] theta = leaves(theta(2));
        Tensor plain = torch.rand(2, channels, 6, 5).set_requires_grad(true);
        Tensor last = plain.detach().contiguous(torch.MemoryFormat.ChannelsLast).set_requires_grad(true);
        assertThat(last.is_contiguous()).isFalse();
        Tensor weights = torch.rand(2, channels, 7, 4);
        Tensor output = WarpFunction.apply(warp, last, theta[0]);
        Tensor expected = WarpFunction.apply(warp, plain, theta[1]);
        assertClose(output, expected, 1e-6);
        if (warp.takesChannelsLast(channels)) {
            assertThat(output.permute(0, 2, 3, 1).is_contiguous()).isTrue();
        }
        output.mul(weights).sum().backward();
        expected.mul(weights).sum().backward();
        assertClose(last.grad(), plain.grad(), 1e-6);
        assertClose(theta[0].grad(), theta[1].grad(), 1e-5);
    }

    @Test
    void acceptsAnEmptyBatch() {
        Warp warp = affine(new ImageSize(6, 5), new ImageSize(3, 5), false);
        Tensor image = torch.rand(0, 3, 6, 5).set_requires_grad(true);
        Tensor output = WarpFunction.apply(warp, image, torch.rand(0, 6).set_requires_grad(true));
        output.sum().backward();
        assertThat(output.sizes().vec().get()).containsExactly(0, 3, 3, 5);
        assertThat(image.grad().numel()).isZero();
    }

    @Test
    void goesBackTwiceWhereTheGraphIsRetained() {
        Warp warp = affine(new ImageSize(6, 6), new ImageSize(6, 6), false);
        Tensor theta = theta(2).set_requires_grad(true);
        Tensor loss = WarpFunction.apply(warp, torch.rand(2, 1, 6, 6), theta).sum();
        backward(loss, true, false);
        Tensor once = theta.grad().clone();
        backward(loss, false, false);
        assertClose(theta.grad(), once.add(once), 1e-6);
    }

    @Test
    void refusesToGoBackTwiceOtherwise() {
        Warp warp = affine(new ImageSize(6, 6), new ImageSize(6, 6), false);
        Tensor theta = theta(2).set_requires_grad(true);
        Tensor loss = WarpFunction.apply(warp, torch.rand(2, 1, 6, 6), theta).sum();
        loss.backward();
        assertThatThrownBy(loss::backward)
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("pass retain_graph = true");
    }

    @Test
    void refusesSecondDerivatives() {
        Warp warp = affine(new ImageSize(6, 6), new ImageSize(6, 6), false);
        Tensor theta = theta(2).set_requires_grad(true);
        Tensor loss = WarpFunction.apply(warp, torch.rand(2, 1, 6, 6), theta).sum();
        assertThatThrownBy(() -> backward(loss, true, true))
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("no second derivative");
    }

    @Test
    void noticesInputsChangedInPlace() {
        Warp warp = affine(new ImageSize(6, 6), new ImageSize(6, 6), false);
        Tensor image = torch.rand(2, 1, 6, 6);
        Tensor loss = WarpFunction.apply(warp, image, theta(2).set_requires_grad(true))
                .sum();
        image.zero_();
        assertThatThrownBy(loss::backward).hasMessageContaining("changed in place");
    }

    @Test
    void outlivesTheScopeOfItsInputs() {
        Warp warp = affine(new ImageSize(6, 6), new ImageSize(6, 6), false);
        Tensor theta = theta(2).set_requires_grad(true);
        Tensor loss;
        try (PointerScope inner = new PointerScope()) {
            loss = WarpFunction.apply(warp, torch.rand(2, 1, 6, 6), theta).sum();
            inner.detach(loss.retainReference());
        }
        loss.backward();
        loss.close();
        assertThat(theta.grad().abs().sum().item_float()).isPositive();
    }

    @Test
    void leavesNothingBehindWhereNobodyGoesBack() {
        Warp warp = affine(new ImageSize(6, 6), new ImageSize(6, 6), false);
        try (PointerScope inner = new PointerScope()) {
            Tensor output = WarpFunction.apply(warp, torch.rand(2, 1, 6, 6), theta(2).set_requires_grad(true));
            inner.attach(output);
            assertThat(GraphLifetime.held()).isOne();
        }
        assertThat(GraphLifetime.held()).isZero();
    }

    @Test
    void givesGradientsToAutogradGrad() {
        Warp warp = affine(new ImageSize(6, 6), new ImageSize(6, 6), false);
        Tensor image = torch.rand(2, 1, 6, 6).set_requires_grad(true);
        Tensor theta = theta(2).set_requires_grad(true);
        Tensor loss = WarpFunction.apply(warp, image, theta).sum();
        TensorVector gradients = torch.grad(new TensorVector(loss), new TensorVector(theta));
        assertThat(gradients.size()).isOne();
        assertThat(image.grad().defined()).isFalse();
        loss.backward();
        assertClose(theta.grad(), gradients.get(0), 1e-6);
    }

    @Test
    void namesWhatIsWrongInOneLine() {
        Warp warp = affine(new ImageSize(6, 6), new ImageSize(6, 6), false);
        Tensor image = torch.rand(2, 1, 6, 6);
        assertBadCall("[N, C, 6, 6], not [2, 1, 6, 5]", warp, torch.rand(2, 1, 6, 5), theta(2));
        assertBadCall("[N, C, 6, 6], not [6, 6]", warp, torch.rand(6, 6), theta(2));
        assertBadCall("theta of 'affine' is [2, 6] for 2 images, not [3, 6]", warp, image, theta(3));
        assertBadCall("theta of 'affine' is [2, 6] for 2 images, not [2, 2, 3]", warp, image, theta(2).view(2, 2, 3));
        assertBadCall("image of a warp is float32, not double", warp, image.to(torch.ScalarType.Double), theta(2));
        assertBadCall("theta of a warp is float32, not half", warp, image, theta(2).to(torch.ScalarType.Half));
        assertBadCall("undefined", warp, new Tensor(), theta(2));
    }

    private static void assertBadCall(String message, Warp warp, Tensor image, Tensor theta) {
        assertThatThrownBy(() -> WarpFunction.apply(warp, image, theta))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    private static Warp affine(ImageSize input, ImageSize output, boolean alignCorners) {
        return new Warp(new Affine(), new Geometry(input, output, alignCorners), Interpolation.BILINEAR, Padding.ZEROS);
    }

    private static Tensor libtorch(Tensor image, Tensor theta, int size, boolean align) {
        Tensor grid = torch.affine_grid_generator(
                theta.view(-1, 2, 3), new long[] {image.size(0), image.size(1), size, size}, align);
        return torch.grid_sampler(image, grid, 0, 0, align);
    }

    private static Tensor theta(int n) {
        Tensor identity = torch.tensor(1f, 0f, 0f, 0f, 1f, 0f);
        return identity.add(torch.randn(n, 6).mul(torch.full(new long[0], scalar(0.3))));
    }

    private static org.bytedeco.pytorch.Scalar scalar(double value) {
        return new org.bytedeco.pytorch.Scalar(value);
    }

    private static Tensor[] leaves(Tensor values) {
        return new Tensor[] {
            values.clone().set_requires_grad(true), values.clone().set_requires_grad(true)
        };
    }

    private static void backward(Tensor loss, boolean retainGraph, boolean createGraph) {
        loss.backward(new Tensor(), new BoolOptional(retainGraph), createGraph, new TensorArrayRefOptional());
    }

    /** Relative to the largest value, as sums of many terms are. */
    private static void assertClose(Tensor actual, Tensor expected, double tolerance) {
        assertThat(actual.sizes().vec().get()).isEqualTo(expected.sizes().vec().get());
        double scale = Math.max(1, expected.abs().max().item_float());
        assertThat(actual.sub(expected).abs().max().item_float() / scale).isLessThan((float) tolerance);
    }
}
