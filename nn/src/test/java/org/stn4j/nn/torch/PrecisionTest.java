package org.stn4j.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Network;
import org.stn4j.nn.Shape;

/** Training passes in either precision, against libtorch's convolutions in double precision. */
class PrecisionTest {
    /** Of each way to convolve one, odd numbers of channels, and nothing in which a rounding tips a scale. */
    private static final Network NETWORK = new Network(
            "convolutions",
            new Shape(1, 14, 14),
            List.of(
                    new Layer.Convolution(32, 5),
                    new Layer.Convolution(37, 7),
                    new Layer.Convolution(5, 3, 2, 1),
                    new Layer.Dense(4)));

    private PointerScope scope;
    private NetworkModule module;

    @BeforeEach
    void open() {
        Torch.load();
        Torch.seed(3);
        scope = new PointerScope();
        module = new NetworkModule(NETWORK);
    }

    @AfterEach
    void close() {
        module.close();
        scope.close();
        assertThat(GraphLifetime.held()).isZero();
    }

    private static Tensor images() {
        return torch.rand(16, 1, 14, 14);
    }

    @ParameterizedTest
    @EnumSource
    void trainsInIt(Precision precision) {
        module.trainIn(precision);
        Map<String, Tensor> ours = new LinkedHashMap<>(module.parameters());
        ours.put("images", images().set_requires_grad(true));
        Map<String, Tensor> theirs = new LinkedHashMap<>();
        ours.forEach(
                (name, tensor) -> theirs.put(name, inDouble(tensor.detach()).set_requires_grad(true)));
        Tensor output = module.forward(ours.get("images"));
        Tensor expected = convolution(theirs, "0.convolution", theirs.get("images"), 1, 0);
        expected = convolution(theirs, "1.convolution", expected, 1, 0);
        expected = convolution(theirs, "2.convolution", expected, 2, 1).flatten(1, -1);
        expected = torch.linear(expected, theirs.get("3.dense/weight"), new TensorOptional(theirs.get("3.dense/bias")));
        Tensor weights = torch.randn_like(output);
        output.mul(weights).sum().backward();
        expected.mul(inDouble(weights)).sum().backward();

        double error = deviation(output, expected);
        ours.forEach((name, tensor) -> assertThat(
                        deviation(tensor.grad(), theirs.get(name).grad()))
                .as(name)
                .isLessThan(precision == Precision.FLOAT32 ? 1e-5 : 0.02));
        if (precision == Precision.FLOAT32) {
            assertThat(error).isLessThan(1e-5);
        } else {
            // So coarse that it was bfloat16, and not coarser.
            assertThat(error).isBetween(1e-4, 0.02);
        }
    }

    /** libtorch's kernels for an odd number read behind the end of a tensor. */
    @Test
    void bfloat16GivesLibtorchNoOddNumberOfChannelsOrFilters() {
        List<Long> given = new ArrayList<>();
        Tensor result = Precision.BFLOAT16.convolve(
                (values, weight, bias) -> {
                    given.addAll(List.of(values.size(1), weight.size(1), weight.size(0), bias.size(0)));
                    return ShortConvolution.apply(values, weight, bias, 0);
                },
                torch.rand(2, 5, 9, 9),
                torch.rand(7, 5, 3, 3),
                torch.rand(7));
        assertThat(given).containsExactly(6L, 6L, 8L, 8L);
        assertThat(Memory.sizes(result)).containsExactly(2, 7, 7, 7);
    }

    @Test
    void usesFloat32WhereItDoesNotTrain() {
        module.train(false);
        Tensor images = images();
        Tensor expected = module.forward(images);
        module.trainIn(Precision.BFLOAT16);
        assertThat(module.forward(images).equal(expected)).isTrue();
    }

    @Test
    void float32SuitsEveryDeviceAndBfloat16TheFasterOnes() {
        assertThat(Precision.FLOAT32.suits("cpu")).isTrue();
        assertThat(Precision.BFLOAT16.suits("cpu")).isEqualTo(Torch.hasBfloat16());
        assertThat(Precision.BFLOAT16.suits("cuda:1")).isTrue();
    }

    private static Tensor convolution(
            Map<String, Tensor> weights, String path, Tensor images, int stride, int padding) {
        return torch.conv2d(
                images,
                weights.get(path + "/weight"),
                new TensorOptional(weights.get(path + "/bias")),
                new long[] {stride, stride},
                new long[] {padding, padding},
                new long[] {1, 1},
                1);
    }

    private static Tensor inDouble(Tensor values) {
        return values.to(torch.ScalarType.Double);
    }

    /** Greatest difference, as a share of the greatest value. */
    private static double deviation(Tensor actual, Tensor expected) {
        assertThat(actual.dtype().toScalarType().intern()).isEqualTo(torch.ScalarType.Float);
        return inDouble(actual).sub(expected).abs().max().item_double()
                / expected.abs().max().item_double();
    }
}
