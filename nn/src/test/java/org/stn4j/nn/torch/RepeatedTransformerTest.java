package org.stn4j.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Network;
import org.stn4j.nn.Shape;
import org.stn4j.warp.Composition;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Padding;
import org.stn4j.warp.Transforms;

/**
 * A transformer that looks several times, against the same written down with libtorch's operators in double precision:
 * matrices, {@code affine_grid}, {@code grid_sampler}, autograd.
 */
class RepeatedTransformerTest {
    private static final int IMAGES = 3;
    private static final int HEIGHT = 12;
    private static final int WIDTH = 10;
    private static final ImageSize OUTPUT = new ImageSize(7, 9);
    private static final String PATH = "0.spatialTransformer/";

    private PointerScope scope;

    @BeforeEach
    void open() {
        Torch.load();
        Torch.seed(6);
        scope = new PointerScope();
    }

    @AfterEach
    void close() {
        scope.close();
        assertThat(GraphLifetime.held()).isZero();
    }

    private static Layer.SpatialTransformer layer(
            String transform, int repeat, boolean alignCorners, Optional<ImageSize> output) {
        return new Layer.SpatialTransformer(
                        Transforms.named(transform),
                        List.of(new Layer.Dense(6), new Layer.Relu()),
                        output,
                        Interpolation.BILINEAR,
                        Padding.ZEROS,
                        alignCorners)
                .repeated(repeat);
    }

    private static NetworkModule module(Layer layer) {
        return new NetworkModule(new Network("looks", new Shape(2, HEIGHT, WIDTH), List.of(layer)));
    }

    /** Weights with which each look moves the picture noticeably, and differently for each image. */
    private static void moving(Map<String, Tensor> weights) {
        Scopes.run(() -> {
            Tensor weight = weights.get(PATH + "theta/weight").detach();
            weight.copy_(torch.randn_like(weight).mul(scalar(0.05)));
            Tensor bias = weights.get(PATH + "theta/bias").detach();
            bias.add_(torch.randn_like(bias).mul(scalar(0.05)));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "translation, 2, false",
        "translation, 4, true",
        "attention, 2, true",
        "attention, 3, false",
        "similarity, 2, false",
        "similarity, 3, true",
        "affine, 1, false",
        "affine, 2, true",
        "affine, 4, false",
        "projective, 2, false",
        "projective, 3, true"
    })
    void hasTheOutputAndGradientsOfPlainOperators(String transform, int repeat, boolean alignCorners) {
        try (NetworkModule module = module(layer(transform, repeat, alignCorners, Optional.of(OUTPUT)))) {
            Map<String, Tensor> ours = module.parameters();
            moving(ours);
            Map<String, Tensor> theirs = inDouble(ours);
            Tensor images = torch.rand(IMAGES, 2, HEIGHT, WIDTH).set_requires_grad(true);
            Tensor theirImages = leafInDouble(images);
            Tensor output = module.forward(images);
            Tensor expected = plain(transform, repeat, alignCorners, theirs, theirImages);
            Tensor weights = torch.randn_like(output);
            output.mul(weights).sum().backward();
            expected.mul(weights.to(torch.ScalarType.Double)).sum().backward();
            assertClose("output", output, expected);
            assertClose("images", images.grad(), theirImages.grad());
            ours.forEach((name, tensor) ->
                    assertClose(name, tensor.grad(), theirs.get(name).grad()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"translation", "attention", "similarity", "affine", "projective"})
    void hasTheGradientOfFiniteDifferences(String transform) {
        try (NetworkModule module = module(layer(transform, 3, false, Optional.of(OUTPUT)))) {
            Map<String, Tensor> ours = module.parameters();
            moving(ours);
            Tensor images = torch.rand(IMAGES, 2, HEIGHT, WIDTH);
            Tensor output = module.forward(images);
            Tensor weights = torch.randn_like(output);
            output.mul(weights).sum().backward();
            Tensor exactImages = images.to(torch.ScalarType.Double);
            Tensor exactWeights = weights.to(torch.ScalarType.Double);
            for (String name : List.of(PATH + "theta/bias", PATH + "localisation/0.dense/bias")) {
                float[] gradient = Memory.copy(ours.get(name).grad());
                for (int i = 0; i < gradient.length; i++) {
                    double[] loss = new double[2];
                    for (int side = 0; side < 2; side++) {
                        Map<String, Tensor> varied = inDouble(ours);
                        varied.get(name).detach().narrow(0, i, 1).add_(scalar(side == 0 ? -1e-6 : 1e-6));
                        loss[side] = plain(transform, 3, false, varied, exactImages)
                                .mul(exactWeights)
                                .sum()
                                .item_double();
                    }
                    double slope = (loss[1] - loss[0]) / 2e-6;
                    assertThat((double) gradient[i])
                            .as("%s, number %d", name, i)
                            .isCloseTo(slope, within(2e-4 * Math.max(1, Math.abs(slope))));
                }
            }
        }
    }

    /** The transformer with libtorch's operators; θ is composed as 3×3 matrices. */
    private static Tensor plain(
            String transform, int repeat, boolean alignCorners, Map<String, Tensor> weights, Tensor images) {
        Tensor matrix = look(transform, weights, images);
        for (int i = 1; i < repeat; i++) {
            Tensor seen = warped(images, matrix, new ImageSize(HEIGHT, WIDTH), alignCorners);
            matrix = torch.matmul(matrix, look(transform, weights, seen));
        }
        return warped(images, matrix, OUTPUT, alignCorners);
    }

    private static Tensor look(String transform, Map<String, Tensor> weights, Tensor seen) {
        Tensor features = dense(weights, PATH + "localisation/0.dense", seen).relu();
        return matrix(transform, dense(weights, PATH + "theta", features));
    }

    private static Tensor dense(Map<String, Tensor> weights, String path, Tensor values) {
        return torch.linear(
                values.flatten(1, -1), weights.get(path + "/weight"), new TensorOptional(weights.get(path + "/bias")));
    }

    private static Tensor matrix(String transform, Tensor t) {
        Tensor zero = torch.zeros_like(t.narrow(1, 0, 1));
        Tensor one = torch.ones_like(zero);
        List<Tensor> p = new ArrayList<>();
        for (int i = 0; i < t.size(1); i++) {
            p.add(t.narrow(1, i, 1));
        }
        List<Tensor> entries = switch (transform) {
            case "translation" -> List.of(one, zero, p.get(0), zero, one, p.get(1), zero, zero, one);
            case "attention" -> List.of(p.get(0), zero, p.get(1), zero, p.get(0), p.get(2), zero, zero, one);
            case "similarity" ->
                List.of(p.get(0), p.get(1).neg(), p.get(2), p.get(1), p.get(0), p.get(3), zero, zero, one);
            case "affine" -> List.of(p.get(0), p.get(1), p.get(2), p.get(3), p.get(4), p.get(5), zero, zero, one);
            default -> List.of(p.get(0), p.get(1), p.get(2), p.get(3), p.get(4), p.get(5), p.get(6), p.get(7), one);
        };
        return torch.cat(new TensorVector(entries.toArray(Tensor[]::new)), 1).view(-1, 3, 3);
    }

    /** The places of the identity's grid, moved as homogeneous coordinates. */
    private static Tensor warped(Tensor images, Tensor matrix, ImageSize size, boolean alignCorners) {
        Tensor identity =
                torch.eye(3).to(torch.ScalarType.Double).narrow(0, 0, 2).unsqueeze(0);
        Tensor places = torch.affine_grid_generator(
                        identity, new long[] {1, 1, size.height(), size.width()}, alignCorners)
                .view(-1, 2);
        Tensor homogeneous = torch.cat(new TensorVector(places, torch.ones_like(places.narrow(1, 0, 1))), 1);
        Tensor mapped = torch.matmul(homogeneous, matrix.transpose(1, 2));
        Tensor grid = mapped.narrow(2, 0, 2).div(mapped.narrow(2, 2, 1));
        return torch.grid_sampler(images, grid.view(-1, size.height(), size.width(), 2), 0, 0, alignCorners);
    }

    @ParameterizedTest
    @ValueSource(strings = {"translation", "attention", "similarity", "affine", "projective"})
    void startsAsTheIdentityExactly(String transform) {
        try (NetworkModule module = module(layer(transform, 4, false, Optional.empty()))) {
            Tensor images = torch.randn(IMAGES, 2, HEIGHT, WIDTH);
            assertThat(module.forward(images).equal(images)).isTrue();
        }
    }

    /** Each look mirrors the picture about a line beside its middle: after the first, half of it lies outside. */
    @Test
    void samplesTheInputOnceAndShowsTheComposedParameters() {
        try (NetworkModule module = module(layer("attention", 2, false, Optional.empty()))) {
            Memory.set(module.parameters().get(PATH + "theta/bias"), new float[] {-1, 1, 0});
            Tensor images = torch.rand(IMAGES, 2, HEIGHT, WIDTH);
            List<float[]> thetas = new ArrayList<>();
            Tensor output = module.forward(
                    images, sampling -> thetas.add(Memory.copy(sampling.theta().get(2))));
            assertThat(thetas).containsExactly(new float[] {1, 0, 0});
            assertThat(output.equal(images)).isTrue();
        }
    }

    @Test
    void isTheSameAsAModuleOfItsOwn() {
        Layer.SpatialTransformer layer = layer("affine", 3, false, Optional.of(OUTPUT));
        Shape input = new Shape(2, HEIGHT, WIDTH);
        Tensor images = torch.rand(IMAGES, 2, HEIGHT, WIDTH);
        Torch.seed(9);
        try (NetworkModule module = module(layer)) {
            Torch.seed(9);
            SpatialTransformer own = new SpatialTransformer(layer, input);
            float[] bias = {0.8f, 0.1f, 0.1f, -0.1f, 0.9f, 0};
            Memory.set(module.parameters().get(PATH + "theta/bias"), bias);
            Memory.set(own.named_parameters().get("theta/bias"), bias);
            assertThat(own.forward(images).equal(module.forward(images))).isTrue();
            Composition composition = layer.transform().composition().orElseThrow();
            assertThat(Memory.copy(own.theta().get(0)))
                    .containsExactly(composition.compose(composition.compose(bias, bias), bias), within(1e-6f));
        }
    }

    private static Map<String, Tensor> inDouble(Map<String, Tensor> weights) {
        Map<String, Tensor> exact = new LinkedHashMap<>();
        weights.forEach((name, tensor) -> exact.put(name, leafInDouble(tensor)));
        return exact;
    }

    private static Tensor leafInDouble(Tensor values) {
        return values.detach().to(torch.ScalarType.Double).set_requires_grad(true);
    }

    private static org.bytedeco.pytorch.Scalar scalar(double value) {
        return new org.bytedeco.pytorch.Scalar(value);
    }

    /** Relative to the largest value, as sums of many terms are. */
    private static void assertClose(String name, Tensor actual, Tensor expected) {
        assertThat(Memory.sizes(actual)).as(name).isEqualTo(Memory.sizes(expected));
        double scale = Math.max(1, expected.abs().max().item_double());
        assertThat(actual.to(torch.ScalarType.Double).sub(expected).abs().max().item_double() / scale)
                .as(name)
                .isLessThan(1e-4);
    }
}
