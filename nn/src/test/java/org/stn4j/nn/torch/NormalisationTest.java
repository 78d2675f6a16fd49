package org.stn4j.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stn4j.nn.torch.Closeness.assertClose;
import static org.stn4j.nn.torch.Closeness.inDouble;

import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Network;
import org.stn4j.nn.Shape;
import org.stn4j.nn.file.RawTensor;

/** Normalisations, against their definitions. */
class NormalisationTest {
    private PointerScope scope;

    @BeforeEach
    void open() {
        Torch.load();
        Torch.seed(3);
        scope = new PointerScope();
    }

    @AfterEach
    void close() {
        scope.close();
        assertThat(GraphLifetime.held()).isZero();
    }

    @Test
    void instanceNormalisationIsThatOfEachChannelOfEachImage() {
        Network network = new Network("instances", new Shape(3, 7, 5), List.of(new Layer.InstanceNorm()));
        try (NetworkModule module = new NetworkModule(network)) {
            Map<String, Tensor> ours = module.parameters();
            Memory.set(ours.get("0.instanceNorm/weight"), new float[] {0.5f, -2, 3});
            Memory.set(ours.get("0.instanceNorm/bias"), new float[] {0.25f, 0, -1});
            Tensor images = torch.rand(4, 3, 7, 5).set_requires_grad(true);
            Tensor same = inDouble(images.detach()).set_requires_grad(true);
            Tensor weight = inDouble(ours.get("0.instanceNorm/weight").detach()).set_requires_grad(true);
            Tensor bias = inDouble(ours.get("0.instanceNorm/bias").detach()).set_requires_grad(true);
            Tensor centred = same.sub(same.mean(new long[] {2, 3}, true, new ScalarTypeOptional()));
            Tensor variance = centred.square().mean(new long[] {2, 3}, true, new ScalarTypeOptional());
            Tensor theirs = centred.div(variance.add(new Scalar(1e-5)).sqrt())
                    .mul(weight.view(1, 3, 1, 1))
                    .add(bias.view(1, 3, 1, 1));
            Tensor learning = module.forward(images);
            Tensor weights = torch.randn_like(learning);
            learning.mul(weights).sum().backward();
            theirs.mul(inDouble(weights)).sum().backward();
            assertClose("output", learning, theirs);
            assertClose("images", images.grad(), same.grad());
            assertClose("weight", ours.get("0.instanceNorm/weight").grad(), weight.grad());
            assertClose("bias", ours.get("0.instanceNorm/bias").grad(), bias.grad());
            module.train(false);
            assertClose("in use", module.forward(images), theirs);
        }
    }

    @Test
    void normalisationsNeitherScaleNorShiftToBeginWith() {
        Network network =
                new Network("new", new Shape(2, 3, 3), List.of(new Layer.InstanceNorm(), new Layer.BatchNorm()));
        try (NetworkModule module = new NetworkModule(network)) {
            Map<String, RawTensor> weights = module.export();
            for (String path : List.of("0.instanceNorm", "1.batchNorm")) {
                assertThat(weights.get(path + "/weight").floats()).containsExactly(1, 1);
                assertThat(weights.get(path + "/bias").floats()).containsExactly(0, 0);
            }
        }
    }
}
