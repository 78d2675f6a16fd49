package org.stn4j.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stn4j.nn.Layer.AveragePool;
import org.stn4j.nn.Layer.BatchNorm;
import org.stn4j.nn.Layer.Convolution;
import org.stn4j.nn.Layer.Dense;
import org.stn4j.nn.Layer.InstanceNorm;
import org.stn4j.nn.Layer.MaxPool;
import org.stn4j.nn.Layer.Parallel;
import org.stn4j.nn.Layer.Relu;
import org.stn4j.nn.Layer.Select;
import org.stn4j.nn.Layer.SpatialTransformer;
import org.stn4j.warp.Affine;
import org.stn4j.warp.Flow;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Padding;

class ShapesTest {

    @Test
    void pathsAndShapesOfEveryKindOfLayer() {
        // Worked out by hand from the layers' definitions.
        assertThat(Shapes.infer(AllLayers.network()).steps().stream().map(step -> step.path() + " " + step.output()))
                .containsExactly(
                        "0.spatialTransformer 2x12x9",
                        "0.spatialTransformer/localisation/0.averagePool 2x10x8",
                        "0.spatialTransformer/localisation/1.spatialTransformer 2x10x8",
                        "0.spatialTransformer/localisation/1.spatialTransformer/theta 2x1x1",
                        "0.spatialTransformer/localisation/2.dense 7x1x1",
                        "0.spatialTransformer/localisation/3.relu 7x1x1",
                        "0.spatialTransformer/localisation/4.dropout 7x1x1",
                        "0.spatialTransformer/theta 50x1x1",
                        "1.parallel 6x6x5",
                        "1.parallel/0/0.select 1x12x9",
                        "1.parallel/0/1.convolution 3x6x5",
                        "1.parallel/1/0.spatialTransformer 2x6x5",
                        "1.parallel/1/0.spatialTransformer/localisation/0.dense 4x1x1",
                        "1.parallel/1/0.spatialTransformer/theta 6x1x1",
                        "1.parallel/1/1.select 1x6x5",
                        "1.parallel/1/2.parallel 1x6x5",
                        "1.parallel/2/0.maxPool 2x6x5",
                        "1.parallel/2/1.averagePool 2x6x5",
                        "1.parallel/2/2.volumeTransformer 2x6x5",
                        "1.parallel/2/2.volumeTransformer/localisation/0.dense 3x1x1",
                        "1.parallel/2/2.volumeTransformer/theta 12x1x1",
                        "2.glimpses 12x6x5",
                        "2.glimpses/localisation/0.maxPool 6x3x2",
                        "2.glimpses/localisation/1.instanceNorm 6x3x2",
                        "2.glimpses/localisation/2.relu 6x3x2",
                        "2.glimpses/transformers/0.spatialTransformer 6x6x5",
                        "2.glimpses/transformers/0.spatialTransformer/theta 2x1x1",
                        "2.glimpses/transformers/1.spatialTransformer 6x6x5",
                        "2.glimpses/transformers/1.spatialTransformer/localisation/0.dense 3x1x1",
                        "2.glimpses/transformers/1.spatialTransformer/theta 2x1x1",
                        "3.batchNorm 12x6x5",
                        "4.globalAveragePool 12x1x1",
                        "5.dense 5x1x1");
        assertThat(AllLayers.network().output()).isEqualTo(Shape.vector(5));
    }

    @ParameterizedTest
    @CsvSource({
        // side, kernel, stride, padding, expected: the closed form of the PyTorch documentation of Conv2d
        "28, 9, 1, 0, 20",
        "28, 28, 1, 0, 1",
        "1, 1, 1, 0, 1",
        "1, 3, 1, 1, 1",
        "7, 3, 2, 1, 4",
        "8, 3, 2, 1, 4",
        "13, 2, 5, 0, 3",
        "207, 5, 3, 2, 69"
    })
    void convolutionSides(int side, int kernel, int stride, int padding, int expected) {
        List<Layer> layers = List.of(new Convolution(3, kernel, stride, padding));
        assertThat(Shapes.infer(new Shape(2, side, side), layers).output()).isEqualTo(new Shape(3, expected, expected));
    }

    @ParameterizedTest
    @CsvSource({"28, 2, 2, 14", "11, 2, 2, 5", "5, 3, 2, 2", "1, 1, 4, 1", "207, 3, 3, 69"})
    void poolSides(int side, int size, int stride, int expected) {
        Shape input = new Shape(2, side, side);
        Shape output = new Shape(2, expected, expected);
        assertThat(Shapes.infer(input, List.of(new MaxPool(size, stride))).output())
                .isEqualTo(output);
        assertThat(Shapes.infer(input, List.of(new AveragePool(size, stride))).output())
                .isEqualTo(output);
    }

    @Test
    void kernelLargerThanItsInput() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Network(
                        "n",
                        new Shape(1, 16, 16),
                        List.of(new Convolution(20, 9), new Relu(), new MaxPool(2), new Convolution(8, 9))))
                .withMessage("layer 3.convolution: a 9x9 kernel does not fit its input 20x4x4;"
                        + " use a smaller kernel or pool less before it");
    }

    @Test
    void misfitsNameTheLayerWithinAndBothShapes() {
        misfit(
                "layer 0.convolution: a 9x9 kernel does not fit its input 1x28x4 padded by 2;"
                        + " use a smaller kernel or pool less before it",
                new Shape(1, 28, 4),
                new Convolution(1, 9, 1, 2));
        misfit(
                "layer 0.maxPool: a 2x2 window does not fit its input 4x1x1; use a smaller window or pool less before it",
                Shape.vector(4),
                new MaxPool(2));
        misfit(
                "layer 0.spatialTransformer/localisation/1.averagePool: a 2x2 window does not fit its input 3x1x1;"
                        + " use a smaller window or pool less before it",
                new Shape(1, 5, 5),
                new SpatialTransformer(new Affine(), List.of(new Dense(3), new AveragePool(2)), Optional.empty()));
        misfit(
                "layer 0.parallel: branch 1 makes 3x8x8, which cannot be joined to the 3x10x10 before it;"
                        + " give all branches the same height and width",
                new Shape(3, 10, 10),
                new Parallel(List.of(List.of(), List.of(new Convolution(3, 3)))));
        misfit(
                "layer 0.glimpses: transformer 1 makes 3x4x4, which cannot be joined to the 3x8x8 before it;"
                        + " give all transformers the same height and width",
                new Shape(3, 8, 8),
                new Layer.Glimpses(
                        List.of(),
                        List.of(
                                new SpatialTransformer(new Affine(), List.of(), Optional.empty()),
                                new SpatialTransformer(new Affine(), List.of(), Optional.of(new ImageSize(4, 4))))));
        misfit(
                "layer 0.instanceNorm: there is one value of each channel in its input 5x1x1, which has no deviation; put it"
                        + " before the first dense layer",
                Shape.vector(5),
                new InstanceNorm());
        misfit(
                "layer 0.spatialTransformer: its start has 2 numbers, and affine has 6 parameters",
                new Shape(3, 8, 8),
                new SpatialTransformer(new Affine(), List.of(), Optional.empty()).startingAt(0.5f, 0f));
        misfit(
                "layer 0.spatialTransformer: it is repeated, and a transformer in its localisation network would look"
                        + " somewhere else each time; leave out one of the two",
                new Shape(3, 8, 8),
                new SpatialTransformer(
                                new Affine(),
                                List.of(new Parallel(List.of(
                                        List.of(new SpatialTransformer(new Affine(), List.of(), Optional.empty()))))),
                                Optional.empty())
                        .repeated(2));
        misfit(
                "layer 0.parallel/1/0.select: channels 1 to 3 are not all in its input 3x2x2; its channels are 0 to 2",
                new Shape(3, 2, 2),
                new Parallel(List.of(List.of(), List.of(new Select(1, 3)))));
    }

    @Test
    void sizesOutOfRangeAreMisfitsToo() {
        misfit(
                "layer 0.dense: its weights for the input 1x1000x1000 are more than 2^31-1 values; make it smaller",
                new Shape(1, 1000, 1000),
                new Dense(Integer.MAX_VALUE));
        Shape wide = new Shape(1, 40000, 40000);
        for (Layer layer : List.of(
                new Convolution(3, 1),
                new Convolution(1, 1, 1, Integer.MAX_VALUE),
                new Convolution(1, Integer.MAX_VALUE, 1, Integer.MAX_VALUE),
                new Parallel(List.of(List.of(), List.of(), List.of())),
                new SpatialTransformer(new Flow(), List.of(new Dense(1)), Optional.empty()))) {
            assertThatThrownBy(() -> Shapes.infer(wide, List.of(layer)))
                    .as("%s", layer)
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .message()
                    .startsWith("layer 0." + layer.name())
                    .doesNotContain("\n");
        }
    }

    private static void misfit(String message, Shape input, Layer layer) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shapes.infer(input, List.of(layer)))
                .withMessage(message);
    }

    @Test
    void weightTensorsInOrder() {
        Network network = new Network(
                "n",
                new Shape(2, 12, 12),
                List.of(
                        new SpatialTransformer(new Affine(), List.of(new Dense(4)), Optional.of(new ImageSize(6, 7))),
                        new Convolution(3, 5),
                        new BatchNorm(),
                        new Dense(10)));
        assertThat(Parameters.of(network))
                .containsExactly(
                        new Parameter("0.spatialTransformer/localisation/0.dense/weight", List.of(4, 288), true),
                        new Parameter("0.spatialTransformer/localisation/0.dense/bias", List.of(4), true),
                        new Parameter("0.spatialTransformer/theta/weight", List.of(6, 4), true),
                        new Parameter("0.spatialTransformer/theta/bias", List.of(6), true),
                        new Parameter("1.convolution/weight", List.of(3, 2, 5, 5), true),
                        new Parameter("1.convolution/bias", List.of(3), true),
                        new Parameter("2.batchNorm/weight", List.of(3), true),
                        new Parameter("2.batchNorm/bias", List.of(3), true),
                        new Parameter("2.batchNorm/running_mean", List.of(3), false),
                        new Parameter("2.batchNorm/running_var", List.of(3), false),
                        new Parameter("3.dense/weight", List.of(10, 18), true),
                        new Parameter("3.dense/bias", List.of(10), true));
        assertThat(network.parameterCount()).isEqualTo(1156 + 30 + 153 + 6 + 190);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1x2", "1x2x3x4", "ax2x3", "1x-2x3", "0x1x1", "99999x99999x99999", "1e3x1x1"})
    void malformedShapes(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Shape.parse(text)).withMessageNotContaining("\n");
    }

    @Test
    void shapesReadAsTheyAreWritten() {
        assertThat(Shape.parse(" 3x42x7 ")).isEqualTo(new Shape(3, 42, 7)).hasToString("3x42x7");
        assertThat(new Shape(3, 42, 7).values()).isEqualTo(882);
    }

    @Test
    void valuesOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Convolution(0, 3))
                .withMessage("the filters of a convolution must be 1 or more, not 0");
        for (Runnable bad : List.<Runnable>of(
                () -> new Convolution(1, 0),
                () -> new Convolution(1, 1, 0, 0),
                () -> new Convolution(1, 1, 1, -1),
                () -> new MaxPool(0),
                () -> new MaxPool(1, 0),
                () -> new AveragePool(0),
                () -> new AveragePool(1, 0),
                () -> new Dense(0),
                () -> new Layer.Dropout(1),
                () -> new Layer.Dropout(-0.1),
                () -> new Layer.Dropout(Double.NaN),
                () -> new Select(-1, 1),
                () -> new Select(0, 0),
                () -> new Parallel(List.of()),
                () -> new Layer.Glimpses(List.of(), List.of()),
                () -> new SpatialTransformer(new Affine(), List.of(), Optional.empty()).startingAt(Float.NaN),
                () -> new SpatialTransformer(new Affine(), List.of(), Optional.empty()).repeated(0),
                () -> new SpatialTransformer(new Affine(), List.of(), Optional.empty()).repeated(17),
                () -> new SpatialTransformer(new Flow(), List.of(), Optional.empty()).repeated(2),
                () -> new SpatialTransformer(new Affine(), List.of(), Optional.empty())
                        .startingAt(1f, 0f, 0f, 0f, 1f, 0f)
                        .repeated(2),
                () -> new Layer.Glimpses(
                        List.of(),
                        List.of(new SpatialTransformer(new Affine(), List.of(), Optional.empty()).repeated(2))),
                () -> new Layer.VolumeTransformer(
                        List.of(), Optional.empty(), Interpolation.BICUBIC, Padding.ZEROS, false),
                () -> new Network("n", new Shape(1, 1, 1), List.of()),
                () -> new Network(" ", new Shape(1, 1, 1), List.of(new Relu())),
                () -> new Network("two\nlines", new Shape(1, 1, 1), List.of(new Relu())))) {
            assertThatThrownBy(bad::run)
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .message()
                    .isNotBlank();
        }
    }
}
