package org.stn4j.nn.torch.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stn4j.nn.torch.Torch;

/** Ours against libtorch's own optimizers on the same loss. */
class OptimizerTest {
    private PointerScope scope;

    @BeforeAll
    static void load() {
        Torch.load();
    }

    @BeforeEach
    void open() {
        scope = new PointerScope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private static Tensor start() {
        return Tensor.create(new float[] {1, -2, 0.5f, 3}, 2, 2).set_requires_grad(true);
    }

    /** Gradients of (w - 1)²·(1, 2, 3, 4), so that they change at every step. */
    private static void differentiate(Tensor weight) {
        if (weight.grad().defined()) {
            weight.mutable_grad().zero_();
        }
        Tensor scale = Tensor.create(new float[] {1, 2, 3, 4}, 2, 2);
        weight.sub(new Scalar(1.0)).square().mul(scale).sum().backward();
    }

    private static float[] values(Tensor tensor) {
        float[] values = new float[(int) tensor.numel()];
        tensor.data_ptr_float().get(values);
        return values;
    }

    private static void assertSame(Tensor ours, Tensor theirs) {
        float[] expected = values(theirs);
        float[] actual = values(ours);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("weight " + i).isCloseTo(expected[i], within(1e-6f));
        }
    }

    @Test
    void adamWIsLibtorchs() {
        Tensor ours = start();
        Tensor theirs = start();
        AdamWOptions options = new AdamWOptions(0.05);
        options.weight_decay().put(0.1);
        try (Optimizer optimizer =
                        Optimizer.of(new OptimizerSettings.AdamW(0.1), List.of(new Weight("w", ours, true, 0.5)));
                org.bytedeco.pytorch.AdamW oracle = new org.bytedeco.pytorch.AdamW(new TensorVector(theirs), options)) {
            for (int step = 0; step < 40; step++) {
                differentiate(ours);
                differentiate(theirs);
                optimizer.step(0.1);
                oracle.step();
                assertSame(ours, theirs);
            }
        }
    }

    @Test
    void sgdIsLibtorchs() {
        Tensor ours = start();
        Tensor theirs = start();
        SGDOptions options = new SGDOptions(0.02);
        options.momentum().put(0.9);
        options.weight_decay().put(0.1);
        try (Optimizer optimizer =
                        Optimizer.of(new OptimizerSettings.Sgd(0.9, 0.1), List.of(new Weight("w", ours, true, 1)));
                org.bytedeco.pytorch.SGD oracle = new org.bytedeco.pytorch.SGD(new TensorVector(theirs), options)) {
            for (int step = 0; step < 40; step++) {
                differentiate(ours);
                differentiate(theirs);
                optimizer.step(0.02);
                oracle.step();
                assertSame(ours, theirs);
            }
        }
    }

    @Test
    void aScaleOfZeroKeepsAWeight() {
        Tensor kept = start();
        float[] before = values(kept);
        try (Optimizer optimizer =
                Optimizer.of(new OptimizerSettings.AdamW(0.1), List.of(new Weight("w", kept, true, 0)))) {
            differentiate(kept);
            optimizer.step(0.1);
        }
        assertThat(values(kept)).isEqualTo(before);
    }

    @Test
    void weightsWithoutDecayMoveByTheirGradientOnly() {
        Tensor ours = start();
        Tensor theirs = start();
        try (Optimizer optimizer =
                        Optimizer.of(new OptimizerSettings.AdamW(0.5), List.of(new Weight("w", ours, false, 1)));
                Optimizer none =
                        Optimizer.of(new OptimizerSettings.AdamW(0), List.of(new Weight("w", theirs, true, 1)))) {
            for (int step = 0; step < 3; step++) {
                differentiate(ours);
                differentiate(theirs);
                optimizer.step(0.1);
                none.step(0.1);
            }
        }
        assertThat(values(ours)).isEqualTo(values(theirs));
    }

    @Test
    void theFirstSgdStepByHand() {
        Tensor weight = start();
        try (Optimizer optimizer =
                Optimizer.of(new OptimizerSettings.Sgd(0.9, 0), List.of(new Weight("w", weight, true, 1)))) {
            differentiate(weight);
            optimizer.step(0.25);
        }
        // w - 0.25 · 2 · (w - 1) · (1, 2, 3, 4)
        assertThat(values(weight)).containsExactly(1, 1, 1.25f, -1);
        assertThat(torch.isnan(weight).any().item_bool()).isFalse();
    }
}
