package org.stn4j.nn.torch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Network;
import org.stn4j.nn.Shape;
import org.stn4j.nn.Shapes;

/** The libtorch operator of one layer at its place in a network. */
record OperatorBuilder(String path, Shape input, NetworkWeights weights, Samplers samplers)
        implements Layer.Cases<Operator> {
    private static final long[] NONE = {0, 0};
    private static final long[] ONE = {1, 1};
    /** Of both normalisations, as {@link Layer.BatchNorm} says. */
    private static final double EPSILON = 1e-5;

    static Operator build(Network network, NetworkWeights weights, Samplers samplers) {
        return sequence("", network.layers(), network.input(), weights, samplers);
    }

    /** The localisation network of a transformer that stands at a path, without its last layer. */
    static Operator localisation(
            String path, Layer.SpatialTransformer layer, Shape input, NetworkWeights weights, Samplers samplers) {
        return sequence(Shapes.localisation(path), layer.localisation(), input, weights, samplers);
    }

    private static Operator sequence(
            String prefix, List<Layer> layers, Shape input, NetworkWeights weights, Samplers samplers) {
        List<Operator> operators = new ArrayList<>();
        Shape shape = input;
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            operators.add(layer.match(new OperatorBuilder(Shapes.path(prefix, i, layer), shape, weights, samplers)));
            shape = Shapes.infer(shape, List.of(layer)).output();
        }
        return Operator.sequence(Rectifiers.arrange(layers, operators));
    }

    @Override
    public Operator convolution(Layer.Convolution layer) {
        Tensor weight = weight("weight");
        Tensor bias = weight("bias");
        Precision.Convolving anywhere = libtorchs(layer);
        Precision.Convolving onProcessors = fastest(layer);
        return (values, pass) ->
                pass.precision().convolve(values.is_cpu() ? onProcessors : anywhere, values, weight, bias);
    }

    private static Precision.Convolving libtorchs(Layer.Convolution layer) {
        long[] stride = {layer.stride(), layer.stride()};
        long[] padding = {layer.padding(), layer.padding()};
        return (values, weight, bias) ->
                torch.conv2d(Layout.channelsLast(values), weight, new TensorOptional(bias), stride, padding, ONE, 1);
    }

    /** The fastest way to convolve here on a processor. */
    private Precision.Convolving fastest(Layer.Convolution layer) {
        int padding = layer.padding();
        if (layer.stride() == 1 && ShortConvolution.suits(input.channels(), layer.kernel(), places(layer))) {
            return (values, weight, bias) -> ShortConvolution.apply(values, weight, bias, padding);
        }
        if (layer.stride() == 1 && NarrowConvolution.suits(input.channels(), layer.kernel(), padding)) {
            return (values, weight, bias) ->
                    NarrowConvolution.apply(image(values), weight, new TensorOptional(bias), padding);
        }
        return libtorchs(layer);
    }

    /** Number of places that a filter is put at. */
    private int places(Layer.Convolution layer) {
        Shape output = Shapes.infer(input, List.of(layer)).output();
        return output.height() * output.width();
    }

    @Override
    public Operator maxPool(Layer.MaxPool layer) {
        long[] size = {layer.size(), layer.size()};
        long[] stride = {layer.stride(), layer.stride()};
        return (images, pass) -> torch.max_pool2d(Layout.channelsLast(images), size, stride, NONE, ONE, false);
    }

    @Override
    public Operator averagePool(Layer.AveragePool layer) {
        long[] size = {layer.size(), layer.size()};
        long[] stride = {layer.stride(), layer.stride()};
        return (images, pass) -> torch.avg_pool2d(image(images), size, stride, NONE, false, true, new LongOptional());
    }

    @Override
    public Operator globalAveragePool(Layer.GlobalAveragePool layer) {
        return (images, pass) -> image(images).mean(2, 3);
    }

    @Override
    public Operator dense(Layer.Dense layer) {
        Tensor weight = weight("weight");
        TensorOptional bias = optional("bias");
        return (values, pass) -> torch.linear(values.flatten(1, -1), weight, bias);
    }

    @Override
    public Operator relu(Layer.Relu layer) {
        return (values, pass) -> values.relu();
    }

    @Override
    public Operator batchNorm(Layer.BatchNorm layer) {
        TensorOptional weight = optional("weight");
        TensorOptional bias = optional("bias");
        TensorOptional mean = optional("running_mean");
        TensorOptional variance = optional("running_var");
        return (values, pass) -> {
            if (pass.training() && values.numel() == values.size(1)) {
                // Its variance would be 0/0, and from then on so would the running one.
                throw new IllegalArgumentException("layer " + path + ": there is only one value of each channel to"
                        + " learn from; train with batches of more than one image");
            }
            return torch.batch_norm(values, weight, bias, mean, variance, pass.training(), 0.1, EPSILON, false);
        };
    }

    @Override
    public Operator instanceNorm(Layer.InstanceNorm layer) {
        TensorOptional weight = optional("weight");
        TensorOptional bias = optional("bias");
        TensorOptional none = new TensorOptional();
        return (values, pass) -> torch.instance_norm(image(values), weight, bias, none, none, true, 0, EPSILON, false);
    }

    @Override
    public Operator dropout(Layer.Dropout layer) {
        return (values, pass) -> pass.training() ? torch.dropout(values, layer.rate(), true) : values;
    }

    @Override
    public Operator select(Layer.Select layer) {
        return (values, pass) -> values.narrow(1, layer.first(), layer.count());
    }

    @Override
    public Operator parallel(Layer.Parallel layer) {
        List<Operator> branches = new ArrayList<>();
        for (int i = 0; i < layer.branches().size(); i++) {
            branches.add(sequence(Shapes.branch(path, i), layer.branches().get(i), input, weights, samplers));
        }
        return (values, pass) -> {
            TensorVector outputs = new TensorVector();
            for (Operator branch : branches) {
                outputs.push_back(image(branch.apply(values, pass)));
            }
            return torch.cat(outputs, 1);
        };
    }

    @Override
    public Operator spatialTransformer(Layer.SpatialTransformer layer) {
        Looking transformer = looking(layer, localisation(path, layer, input, weights, samplers));
        return (values, pass) -> transformer.look(image(values), values, pass);
    }

    /** A transformer at work: what it makes of an image for what its localisation network is given. */
    private interface Looking {
        Tensor look(Tensor image, Tensor seen, Operator.Pass pass);
    }

    private Looking looking(Layer.SpatialTransformer layer, Operator localisation) {
        Tensor weight = weights.get(Shapes.theta(path) + "/weight");
        TensorOptional bias = weights.optional(Shapes.theta(path) + "/bias");
        ThetaOfLooks looks = ThetaOfLooks.of(layer, input, samplers);
        Sampler sampler = samplers.of(layer, input, layer.outputSize(input));
        return (image, seen, pass) -> {
            Tensor theta = looks.theta(image, seen, given -> {
                Tensor features = localisation.apply(given, pass).flatten(1, -1);
                return torch.linear(features, weight, bias);
            });
            Tensor output = sampler.sample(image, theta);
            pass.observer().accept(new Sampling(path, sampler.warp(), image, theta, output));
            return output;
        };
    }

    @Override
    public Operator glimpses(Layer.Glimpses layer) {
        Operator shared = sequence(Shapes.localisation(path), layer.localisation(), input, weights, samplers);
        Shape features = Shapes.infer(input, layer.localisation()).output();
        List<Looking> transformers = new ArrayList<>();
        for (int i = 0; i < layer.transformers().size(); i++) {
            Layer.SpatialTransformer transformer = layer.transformers().get(i);
            String inner = Shapes.path(Shapes.transformers(path), i, transformer);
            Operator localisation = localisation(inner, transformer, features, weights, samplers);
            transformers.add(new OperatorBuilder(inner, input, weights, samplers).looking(transformer, localisation));
        }
        return (values, pass) -> {
            Tensor image = image(values);
            Tensor seen = shared.apply(values, pass);
            TensorVector outputs = new TensorVector();
            for (Looking transformer : transformers) {
                outputs.push_back(transformer.look(image, seen, pass));
            }
            return torch.cat(outputs, 1);
        };
    }

    @Override
    public Operator volumeTransformer(Layer.VolumeTransformer layer) {
        Operator localisation = sequence(Shapes.localisation(path), layer.localisation(), input, weights, samplers);
        Tensor weight = weights.get(Shapes.theta(path) + "/weight");
        TensorOptional bias = weights.optional(Shapes.theta(path) + "/bias");
        VolumeSampler sampler = new VolumeSampler(layer, input);
        return (values, pass) -> {
            Tensor features = localisation.apply(values, pass).flatten(1, -1);
            return sampler.sample(image(values), torch.linear(features, weight, bias));
        };
    }

    private Tensor weight(String name) {
        return weights.get(path + "/" + name);
    }

    private TensorOptional optional(String name) {
        return weights.optional(path + "/" + name);
    }

    /** A vector as an image of one pixel. */
    private static Tensor image(Tensor values) {
        return values.dim() == 4 ? values : values.view(values.size(0), values.size(1), 1, 1);
    }
}
