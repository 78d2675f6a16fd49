package org.stn4j.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Network;
import org.stn4j.nn.Shape;
import org.stn4j.nn.Shapes;
import org.stn4j.warp.ImageSize;

/**
 * A network as one writes it with libtorch: an operator a layer, with {@code affine_grid} and {@code grid_sampler} for the
 * transformer. Images and filters lie in one memory layout, and libtorch's operators keep to it.
 *
 * <p>Knows the layers of the classifying presets with the affine transform; that is what is compared.
 */
final class PlainNetwork implements AutoCloseable {
    private static final long[] ONE = {1, 1};
    private static final long[] NONE = {0, 0};

    private final List<Tensor> weights = new ArrayList<>();
    private final MemoryLayout layout;
    private final UnaryOperator<Tensor> operator;

    PlainNetwork(Network network, MemoryLayout layout) {
        this.layout = layout;
        operator = sequence(network.input(), network.layers());
    }

    List<Tensor> weights() {
        return weights;
    }

    Tensor forward(Tensor images) {
        return operator.apply(layout.of(images));
    }

    private UnaryOperator<Tensor> sequence(Shape input, List<Layer> layers) {
        List<UnaryOperator<Tensor>> operators = new ArrayList<>();
        Shape shape = input;
        for (Layer layer : layers) {
            operators.add(layer.match(new Builder(shape)));
            shape = Shapes.infer(shape, List.of(layer)).output();
        }
        return values -> {
            Tensor result = values;
            for (UnaryOperator<Tensor> next : operators) {
                result = next.apply(result);
            }
            return result;
        };
    }

    private Tensor weight(double bound, long... sizes) {
        Tensor weight = torch.rand(sizes);
        weight.sub_(new org.bytedeco.pytorch.Scalar(0.5)).mul_(new org.bytedeco.pytorch.Scalar(2 * bound));
        if (sizes.length == 4) {
            Tensor plain = weight;
            weight = layout.of(plain);
            plain.close();
        }
        weight.set_requires_grad(true);
        weights.add(weight);
        return weight;
    }

    private final class Builder implements Layer.Cases<UnaryOperator<Tensor>> {
        private final Shape input;

        Builder(Shape input) {
            this.input = input;
        }

        @Override
        public UnaryOperator<Tensor> convolution(Layer.Convolution layer) {
            double bound = 1 / Math.sqrt((double) input.channels() * layer.kernel() * layer.kernel());
            Tensor weight = weight(bound, layer.filters(), input.channels(), layer.kernel(), layer.kernel());
            TensorOptional bias = new TensorOptional(weight(bound, layer.filters()));
            long[] stride = {layer.stride(), layer.stride()};
            long[] padding = {layer.padding(), layer.padding()};
            return images -> torch.conv2d(images, weight, bias, stride, padding, ONE, 1);
        }

        @Override
        public UnaryOperator<Tensor> maxPool(Layer.MaxPool layer) {
            long[] size = {layer.size(), layer.size()};
            long[] stride = {layer.stride(), layer.stride()};
            return images -> torch.max_pool2d(images, size, stride, NONE, ONE, false);
        }

        @Override
        public UnaryOperator<Tensor> averagePool(Layer.AveragePool layer) {
            long[] size = {layer.size(), layer.size()};
            long[] stride = {layer.stride(), layer.stride()};
            return images -> torch.avg_pool2d(images, size, stride, NONE, false, true, new LongOptional());
        }

        @Override
        public UnaryOperator<Tensor> globalAveragePool(Layer.GlobalAveragePool layer) {
            return images -> torch.adaptive_avg_pool2d(images, 1, 1);
        }

        @Override
        public UnaryOperator<Tensor> dense(Layer.Dense layer) {
            return dense(input.values(), layer.units(), 1 / Math.sqrt(input.values()));
        }

        private UnaryOperator<Tensor> dense(long inputs, long units, double bound) {
            Tensor weight = weight(bound, units, inputs);
            TensorOptional bias = new TensorOptional(weight(bound, units));
            return values -> torch.linear(values.flatten(1, -1), weight, bias);
        }

        @Override
        public UnaryOperator<Tensor> relu(Layer.Relu layer) {
            return Tensor::relu;
        }

        @Override
        public UnaryOperator<Tensor> spatialTransformer(Layer.SpatialTransformer layer) {
            if (layer.repeat() > 1) {
                throw unknown(layer);
            }
            UnaryOperator<Tensor> localisation = sequence(input, layer.localisation());
            Shape features = layer.localisation().isEmpty()
                    ? input
                    : Shapes.infer(input, layer.localisation()).output();
            // Some way from the identity, as in training; the time does not depend on it.
            UnaryOperator<Tensor> offsets = dense(features.values(), 6, 0.05);
            Tensor identity = torch.eye(3).narrow(0, 0, 2);
            ImageSize size = layer.outputSize(input);
            return images -> {
                Tensor theta =
                        offsets.apply(localisation.apply(images)).view(-1, 2, 3).add(identity);
                long[] sizes = {images.size(0), images.size(1), size.height(), size.width()};
                return torch.grid_sampler(images, torch.affine_grid_generator(theta, sizes, false), 0, 0, false);
            };
        }

        @Override
        public UnaryOperator<Tensor> batchNorm(Layer.BatchNorm layer) {
            throw unknown(layer);
        }

        @Override
        public UnaryOperator<Tensor> instanceNorm(Layer.InstanceNorm layer) {
            throw unknown(layer);
        }

        @Override
        public UnaryOperator<Tensor> dropout(Layer.Dropout layer) {
            throw unknown(layer);
        }

        @Override
        public UnaryOperator<Tensor> select(Layer.Select layer) {
            throw unknown(layer);
        }

        @Override
        public UnaryOperator<Tensor> parallel(Layer.Parallel layer) {
            throw unknown(layer);
        }

        @Override
        public UnaryOperator<Tensor> glimpses(Layer.Glimpses layer) {
            throw unknown(layer);
        }

        @Override
        public UnaryOperator<Tensor> volumeTransformer(Layer.VolumeTransformer layer) {
            throw unknown(layer);
        }

        private IllegalArgumentException unknown(Layer layer) {
            return new IllegalArgumentException("the comparison is of the presets, which have no " + layer);
        }
    }

    @Override
    public void close() {
        weights.forEach(Tensor::close);
    }

    /** The tensors of a list as libtorch takes them. */
    static TensorVector vector(List<Tensor> tensors) {
        return new TensorVector(tensors.toArray(Tensor[]::new));
    }
}
