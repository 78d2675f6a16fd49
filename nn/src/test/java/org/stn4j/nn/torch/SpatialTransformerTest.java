package org.stn4j.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.StringTensorDict;
import org.bytedeco.pytorch.StringVector;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Shape;
import org.stn4j.warp.Affine;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Translation;

/** The transformer as a module among others of libtorch. */
class SpatialTransformerTest {
    private static final Shape INPUT = new Shape(1, 12, 12);

    private PointerScope scope;

    @BeforeEach
    void open() {
        Torch.load();
        Torch.seed(4);
        scope = new PointerScope();
    }

    @AfterEach
    void close() {
        scope.close();
        assertThat(GraphLifetime.held()).isZero();
    }

    @Test
    void startsAsTheIdentityWithEitherLocalisation() {
        Tensor images = torch.rand(3, 1, 12, 12);
        SpatialTransformer built = built();
        assertThat(built.theta().defined()).isFalse();
        assertThat(built.forward(images).equal(images)).isTrue();
        assertThat(Memory.copy(built.theta().get(0))).containsExactly(1, 0, 0, 0, 1, 0);
        assertThat(own(new LinearImpl(144, 7)).forward(images).equal(images)).isTrue();
    }

    @Test
    void registersItsParameters() {
        assertThat(names(built()))
                .containsExactly(
                        "localisation/0_convolution/weight",
                        "localisation/0_convolution/bias",
                        "localisation/2_dense/weight",
                        "localisation/2_dense/bias",
                        "theta/weight",
                        "theta/bias");
        assertThat(names(own(new LinearImpl(144, 7))))
                .containsExactlyInAnyOrder("theta/weight", "theta/bias", "localisation.weight", "localisation.bias");
    }

    @Test
    void learnsToLookAtWhatALossAsksFor() {
        // A blob left of the centre; only a shift to the left shows it in the middle.
        Tensor images = torch.zeros(4, 1, 12, 12);
        images.narrow(2, 4, 4).narrow(3, 2, 4).fill_(new org.bytedeco.pytorch.Scalar(1));
        Tensor wanted = torch.zeros(4, 1, 12, 12);
        wanted.narrow(2, 4, 4).narrow(3, 4, 4).fill_(new org.bytedeco.pytorch.Scalar(1));
        Module net = new Module();
        SpatialTransformer transformer = net.register_module(
                "st",
                new SpatialTransformer(
                        new Layer.SpatialTransformer(new Translation(), List.of(new Layer.Dense(4)), Optional.empty()),
                        INPUT));
        SGD optimizer = new SGD(net.parameters(), new SGDOptions(0.3));
        for (int step = 0; step < 60; step++) {
            Scopes.run(() -> {
                optimizer.zero_grad();
                torch.mse_loss(transformer.forward(images), wanted).backward();
                optimizer.step();
            });
        }
        float[] theta = Memory.copy(transformer.theta().get(0));
        // Two pixels of twelve are a third of a normalised unit.
        assertThat(theta[0]).isBetween(-0.36f, -0.30f);
        assertThat(theta[1]).isBetween(-0.03f, 0.03f);
    }

    @Test
    void namesTheShapeThatItTakes() {
        assertThatThrownBy(() -> built().forward(torch.rand(3, 12, 12)))
                .hasMessage("this spatial transformer takes images [N, 1, 12, 12], not [3, 12, 12]");
        assertThatThrownBy(() -> own(new LinearImpl(144, 6)).forward(torch.rand(3, 1, 12, 12)))
                .hasMessageContaining("answers with 6 features, not 7");
    }

    @Test
    void refusesWhatItCannotStartFrom() {
        Layer.SpatialTransformer layer =
                new Layer.SpatialTransformer(new Affine(), List.of(), Optional.of(new ImageSize(12, 12)));
        LinearImpl linear = new LinearImpl(144, 7);
        assertThatThrownBy(() -> new SpatialTransformer(layer.startingAt(1f, 0f), INPUT, linear, linear::forward, 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("its start has 2 numbers, and affine has 6 parameters");
        assertThatThrownBy(() -> new SpatialTransformer(layer, INPUT, linear, linear::forward, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the localisation network of a spatial transformer answers with 1 or more features, not 0");
    }

    private static SpatialTransformer built() {
        return new SpatialTransformer(
                new Layer.SpatialTransformer(
                        new Affine(),
                        List.of(new Layer.Convolution(4, 3), new Layer.Relu(), new Layer.Dense(5)),
                        Optional.empty()),
                INPUT);
    }

    private static SpatialTransformer own(LinearImpl linear) {
        return new SpatialTransformer(
                new Layer.SpatialTransformer(new Affine(), List.of(), Optional.of(new ImageSize(12, 12))),
                INPUT,
                linear,
                images -> linear.forward(images.flatten(1, -1)),
                7);
    }

    private static List<String> names(Module module) {
        StringTensorDict parameters = module.named_parameters();
        StringVector keys = parameters.keys();
        List<String> names = new ArrayList<>();
        for (long i = 0; i < keys.size(); i++) {
            names.add(keys.get(i).getString());
        }
        return names;
    }
}
