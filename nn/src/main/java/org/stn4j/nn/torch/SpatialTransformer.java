package org.stn4j.nn.torch;

import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Network;
import org.stn4j.nn.Shape;
import org.stn4j.nn.Shapes;
import org.stn4j.nn.file.RawTensor;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Warp;

/**
 * A spatial transformer as a libtorch module, to be registered in one's own (Jaderberg et al. 2015, section 3).
 *
 * <p>{@code [N, C, H, W]} to {@code [N, C, H', W']}: a localisation network looks at the image and answers with features;
 * a last layer, which is always this module's own, makes θ of them; the image is sampled where θ says. It starts as the
 * identity, exactly, whatever the features are, unless the layer has another start.
 *
 * <p>The localisation network is either built from the {@link Layer.SpatialTransformer}'s layers, or is a module of
 * one's own. Call {@link Torch#load} first in a program that starts with this class. For one thread at a time.
 */
public final class SpatialTransformer extends Module {
    private static final String NAME = "spatialTransformer";
    private static final String PATH = "0." + NAME;

    private final Shape input;
    private final Sampler sampler;
    private final ThetaOfLooks looks;
    private final UnaryOperator<Tensor> localisation;
    private final Tensor weight;
    private final TensorOptional bias;
    private Tensor theta = new Tensor();

    /**
     * With a localisation network of the layer's own layers, drawn from libtorch's generator.
     *
     * @param layer what the transformer is
     * @param input shape of one image
     * @throws IllegalArgumentException if the layers do not fit the image; one line that names the layer
     */
    public SpatialTransformer(Layer.SpatialTransformer layer, Shape input) {
        super(NAME);
        this.input = input;
        Samplers samplers = new Samplers();
        this.sampler = samplers.of(layer, input, layer.outputSize(input));
        this.looks = ThetaOfLooks.of(layer, input, samplers);
        NetworkWeights weights =
                new NetworkWeights(new Network(NAME, input, List.of(layer)), Scopes.permanent(() -> new Device("cpu")));
        Operator operator = OperatorBuilder.localisation(PATH, layer, input, weights, samplers);
        this.localisation =
                images -> operator.apply(images, new Operator.Pass(is_training(), Precision.FLOAT32, sampling -> {}));
        this.weight = weights.get(Shapes.theta(PATH) + "/weight");
        this.bias = weights.optional(Shapes.theta(PATH) + "/bias");
        weights.all()
                .forEach((name, tensor) ->
                        register(name, tensor, weights.parameter(name).trainable()));
    }

    /**
     * With a localisation network of one's own.
     *
     * @param layer what the transformer is; its localisation layers are of no meaning
     * @param input shape of one image
     * @param localisation the network's module, which becomes a part of this one
     * @param forward its forward pass, {@code [N, C, H, W]} to N times so many features, such as {@code net::forward}
     * @param features number of features that it answers with, at least 1
     * @throws IllegalArgumentException if there are fewer, or the layer has a start of another length; one line
     */
    public SpatialTransformer(
            Layer.SpatialTransformer layer,
            Shape input,
            Module localisation,
            UnaryOperator<Tensor> forward,
            int features) {
        super(NAME);
        if (features < 1) {
            throw new IllegalArgumentException(
                    "the localisation network of a spatial transformer answers with 1 or more features, not "
                            + features);
        }
        this.input = input;
        Samplers samplers = new Samplers();
        this.sampler = samplers.of(layer, input, layer.outputSize(input));
        this.looks = ThetaOfLooks.of(layer, input, samplers);
        this.localisation = forward;
        ImageSize output = layer.outputSize(input);
        int parameters = layer.transform().parameterCount(output);
        RawTensor bias0 = RawTensor.of(List.of(parameters), layer.startTheta(output));
        this.weight = Scopes.permanent(() -> torch.zeros(parameters, features).set_requires_grad(true));
        Tensor start = Scopes.permanent(() -> Memory.tensor(bias0).set_requires_grad(true));
        this.bias = Scopes.permanent(() -> new TensorOptional(start));
        register_module("localisation", localisation);
        register(Shapes.theta(PATH) + "/weight", weight, true);
        register(Shapes.theta(PATH) + "/bias", start, true);
    }

    private void register(String path, Tensor tensor, boolean trainable) {
        // libtorch takes no dots in names.
        String name = path.substring(PATH.length() + 1).replace('.', '_');
        if (trainable) {
            register_parameter(name, tensor);
        } else {
            register_buffer(name, tensor);
        }
    }

    /**
     * Transforms a batch.
     *
     * @param images {@code [N, C, H, W]}
     * @return {@code [N, C, H', W']}
     * @throws IllegalArgumentException if the images have another shape; one line
     */
    public Tensor forward(Tensor images) {
        if (images.dim() != 4
                || images.size(1) != input.channels()
                || images.size(2) != input.height()
                || images.size(3) != input.width()) {
            throw new IllegalArgumentException("this spatial transformer takes images [N, " + input.channels() + ", "
                    + input.height() + ", " + input.width() + "], not " + Memory.shape(images));
        }
        return Scopes.within(() -> {
            Tensor answer = looks.theta(images, images, this::look);
            remember(answer);
            return sampler.sample(images, answer);
        });
    }

    private Tensor look(Tensor images) {
        Tensor features = localisation.apply(images).flatten(1, -1);
        if (features.size(1) != weight.size(1)) {
            throw new IllegalArgumentException("the localisation network of this spatial transformer answers with "
                    + features.size(1) + " features, not " + weight.size(1));
        }
        return torch.linear(features, weight, bias);
    }

    private void remember(Tensor answer) {
        theta.close();
        theta = Scopes.permanent(answer::detach);
    }

    /** θ of the last batch, {@code [N, P]}, outside the graph; an undefined tensor before the first. */
    public Tensor theta() {
        return theta;
    }

    /** The warp that it samples with on the CPU; for pictures of where it looks. */
    public Warp warp() {
        return sampler.warp();
    }
}
