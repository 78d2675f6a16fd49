package org.stn4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import org.stn4j.nn.Answer;
import org.stn4j.nn.Engine;
import org.stn4j.nn.Look;
import org.stn4j.nn.Model;
import org.stn4j.nn.torch.learn.Predictor;

/** Whether an exported model answers as the network does on libtorch, with our own kernels. */
final class Agreement {
    private static final double TOLERANCE = 1e-4;

    private Agreement() {}

    static void check(String what, Model model, Engine exported, float[] pictures, int size) {
        try (Predictor original = new Predictor(model, "cpu")) {
            Answer expected = original.answer(pictures, size);
            Answer actual = exported.answer(pictures, size);
            assertClose(what + ", logits", actual.logits(), expected.logits());
            assertThat(actual.looks()).hasSameSizeAs(expected.looks());
            for (int i = 0; i < expected.looks().size(); i++) {
                Look ours = expected.looks().get(i);
                Look theirs = actual.looks().get(i);
                assertThat(theirs.path()).isEqualTo(ours.path());
                assertClose(what + ", theta of " + ours.path(), theirs.theta(), ours.theta());
                assertClose(what + ", output of " + ours.path(), theirs.output(), ours.output());
            }
        }
    }

    static void assertClose(String what, float[] actual, float[] expected) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        double scale = 1;
        for (float value : expected) {
            scale = Math.max(scale, Math.abs(value));
        }
        for (int i = 0; i < expected.length; i++) {
            double difference = Math.abs((double) actual[i] - expected[i]);
            if (!(difference <= TOLERANCE * scale)) {
                assertThat(actual[i])
                        .as("%s, number %d of %d", what, i, actual.length)
                        .isEqualTo(expected[i]);
            }
        }
    }
}
