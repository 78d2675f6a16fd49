package org.stn4j.nn.torch.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Network;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.Shape;
import org.stn4j.nn.torch.Torch;
import org.stn4j.warp.Affine;

class SequenceLearnerTest {
    private static final int SIZE = 6;
    private static final LearningSettings SETTINGS =
            new LearningSettings(new OptimizerSettings.AdamW(0.01), 1, 5, 0, 0.5);

    private final float[] images = new float[SIZE * 16];

    SequenceLearnerTest() {
        Random random = new Random(5);
        for (int i = 0; i < images.length; i++) {
            images[i] = random.nextFloat();
        }
    }

    @BeforeAll
    static void oneThread() {
        Torch.setThreads(1);
    }

    private static Network network(int outputs) {
        return new Network(
                "tiny", new Shape(1, 4, 4), List.of(new Layer.Dense(7), new Layer.Relu(), new Layer.Dense(outputs)));
    }

    private static SequenceLearner learner(int outputs, int answers) {
        return new SequenceLearner(network(outputs), Preprocessing.none(1), SETTINGS, answers, "cpu", 3);
    }

    /** With one answer it is a classifier. */
    @Test
    void oneAnswerIsAClassifierBitForBit() {
        int[] labels = {0, 1, 2, 2, 1, 0};
        try (SequenceLearner sequence = learner(3, 1);
                Learner classifier = new Learner(network(3), Preprocessing.none(1), SETTINGS, "cpu", 3)) {
            for (int i = 0; i < 4; i++) {
                float[] logits =
                        sequence.step(images, labels, SIZE, 0.01, false).logits();
                assertThat(logits)
                        .isEqualTo(classifier
                                .step(images, labels, SIZE, 0.01, false)
                                .logits());
            }
            assertThat(sequence.state()).isEqualTo(classifier.state());
        }
    }

    @Test
    void everyAnswerIsLearned() {
        int[] labels = {0, 1, 2, 2, 1, 0, 1, 1, 0, 2, 0, 2};
        try (SequenceLearner learner = learner(6, 2)) {
            float[] outputs = new float[0];
            for (int i = 0; i < 300; i++) {
                outputs = learner.step(images, labels, SIZE, 0.02, false).logits();
            }
            for (int answer = 0; answer < labels.length; answer++) {
                for (int other = 0; other < 3; other++) {
                    if (other != labels[answer]) {
                        assertThat(outputs[3 * answer + labels[answer]]).isGreaterThan(outputs[3 * answer + other]);
                    }
                }
            }
        }
    }

    /** Against libtorch's rule by hand: with plain SGD the last bias moves by the mean of the answers' softmax errors. */
    @Test
    void theLossIsTheMeanOverAllAnswers() {
        LearningSettings plain = new LearningSettings(new OptimizerSettings.Sgd(0, 0), 1, 0, 0, 0);
        Network bias = new Network("bias", new Shape(1, 4, 4), List.of(new Layer.Dense(4)));
        try (SequenceLearner learner = new SequenceLearner(bias, Preprocessing.none(1), plain, 2, "cpu", 3)) {
            float[] nothing = new float[2 * 16];
            learner.step(nothing, new int[] {0, 1, 0, 0}, 2, 1, false);
            // All scores are zero: each probability is a half, and each of the four answers counts a quarter.
            assertThat(learner.averagedWeights().get("0.dense/bias").values())
                    .containsExactly(new float[] {0.25f, -0.25f, 0, 0}, within(1e-6f));
        }
    }

    /** Which the run warns of. */
    @Test
    void theSharesOutsideAreToldWhereTheyAreWatched() {
        Layer.SpatialTransformer transformer =
                new Layer.SpatialTransformer(new Affine(), List.of(new Layer.Dense(3)), Optional.empty());
        Network moved = new Network(
                "moved",
                new Shape(1, 4, 4),
                List.of(transformer.startingAt(new Float[] {1f, 0f, 1f, 0f, 1f, 0f}), new Layer.Dense(4)));
        try (SequenceLearner learner = new SequenceLearner(moved, Preprocessing.none(1), SETTINGS, 2, "cpu", 3)) {
            int[] labels = new int[2 * SIZE];
            assertThat(learner.step(images, labels, SIZE, 0, false).outsideShares())
                    .isEmpty();
            // Half an image to the right.
            assertThat(learner.step(images, labels, SIZE, 0, true).outsideShares())
                    .containsExactly(0.5);
        }
    }

    @Test
    void outputsThatCannotBeSharedAreRefused() {
        assertThatThrownBy(() -> learner(7, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the 7 outputs of network tiny cannot be shared by 2 answers");
    }
}
