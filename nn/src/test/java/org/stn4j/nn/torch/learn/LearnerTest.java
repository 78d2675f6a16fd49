package org.stn4j.nn.torch.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stn4j.nn.Answer;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Look;
import org.stn4j.nn.Model;
import org.stn4j.nn.Network;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.Shape;
import org.stn4j.nn.TensorData;
import org.stn4j.nn.torch.Precision;
import org.stn4j.nn.torch.Torch;
import org.stn4j.warp.Attention;
import org.stn4j.warp.FixedAttention;

class LearnerTest {
    private static final int SIZE = 8;
    private static final Network NETWORK = new Network(
            "tiny",
            new Shape(1, 6, 6),
            List.of(
                    new Layer.SpatialTransformer(new Attention(), List.of(new Layer.Dense(4)), Optional.empty()),
                    new Layer.Convolution(3, 3),
                    new Layer.BatchNorm(),
                    new Layer.Relu(),
                    new Layer.Dropout(0.25),
                    new Layer.Dense(2)));
    private static final String THETA = "0.spatialTransformer/theta/";

    @BeforeAll
    static void oneThread() {
        Torch.setThreads(1);
    }

    private final float[] images = new float[SIZE * 36];
    private final int[] labels = new int[SIZE];

    LearnerTest() {
        Random random = new Random(3);
        for (int i = 0; i < images.length; i++) {
            images[i] = random.nextFloat();
        }
        for (int i = 0; i < SIZE; i++) {
            labels[i] = i % 2;
        }
    }

    private static Learner learner(double localisationScale) {
        return learner(localisationScale, Preprocessing.none(1));
    }

    private static Learner learner(double localisationScale, Preprocessing preprocessing) {
        LearningSettings settings =
                new LearningSettings(new OptimizerSettings.AdamW(0.01), localisationScale, 5, 0.1, 0.9);
        return new Learner(NETWORK, preprocessing, settings, "cpu", 4);
    }

    /** A class that weighs three times as much, against one whose image is there three times. */
    @Test
    void aWeightOfAClassIsThatManyImages() {
        Network linear = new Network("linear", new Shape(1, 6, 6), List.of(new Layer.Dense(2)));
        LearningSettings settings = new LearningSettings(new OptimizerSettings.Sgd(0, 0), 1, 0, 0, 0);
        float[] repeated = new float[4 * 36];
        for (int i = 0; i < 4; i++) {
            System.arraycopy(images, i == 3 ? 36 : 0, repeated, 36 * i, 36);
        }
        try (Learner weighted =
                        new Learner(linear, Preprocessing.none(1), settings, new float[] {1.5f, 0.5f}, "cpu", 4);
                Learner plain = new Learner(linear, Preprocessing.none(1), settings, "cpu", 4)) {
            weighted.step(images, new int[] {0, 1}, 2, 0.5, false);
            plain.step(repeated, new int[] {0, 0, 0, 1}, 4, 0.5, false);

            Map<String, TensorData> expected = plain.averagedWeights();
            weighted.averagedWeights()
                    .forEach((name, tensor) -> assertThat(tensor.values())
                            .as(name)
                            .usingComparatorWithPrecision(1e-6f)
                            .containsExactly(expected.get(name).values()));
        }
    }

    private Step step(Learner learner) {
        return learner.step(images, labels, SIZE, 0.01, true);
    }

    @Test
    void transformersStartAtTheIdentityAndMove() {
        try (Learner learner = learner(1)) {
            assertThat(step(learner).outsideShares()).containsExactly(0);
            for (int i = 0; i < 20; i++) {
                step(learner);
            }
            assertThat(learner.averagedWeights().get(THETA + "bias").values()).doesNotContain(1f, 0f);
            assertThat(learner.steps()).isEqualTo(21);
        }
    }

    @Test
    void aScaleOfZeroKeepsThemThere() {
        try (Learner learner = learner(0)) {
            for (int i = 0; i < 5; i++) {
                step(learner);
            }
            Map<String, TensorData> weights = learner.averagedWeights();
            assertThat(weights.get(THETA + "bias").values()).containsExactly(1, 0, 0);
            assertThat(weights.get(THETA + "weight").values()).containsOnly(0f);
        }
    }

    /** A window that sees padding only has no gradient of what it sees; that of the penalty against libtorch's own grid. */
    @Test
    @SuppressWarnings("try") // The scope is used by being open.
    void aPenaltyLeadsBackWhatLooksOutside() {
        Network network = new Network(
                "lost",
                new Shape(1, 6, 6),
                List.of(
                        new Layer.SpatialTransformer(new FixedAttention(0.5), List.of(), Optional.empty())
                                .startingAt(2.5f, -0.5f),
                        new Layer.Dense(2)));
        float rate = 0.25f;
        float[] slopes;
        try (PointerScope scope = new PointerScope()) {
            Tensor theta = torch.tensor(2.5f, -0.5f).set_requires_grad(true);
            Tensor matrix = torch.cat(new TensorVector(torch.eye(2).mul(new Scalar(0.5f)), theta.view(2, 1)), 1)
                    .view(1, 2, 3);
            Tensor grid = torch.affine_grid_generator(matrix, new long[] {1, 1, 6, 6}, false);
            Tensor beyond = grid.abs().sub(new Scalar(1)).relu();
            beyond.square()
                    .sum(3)
                    .add(new Scalar(1))
                    .sqrt()
                    .sub(new Scalar(1))
                    .mean()
                    .backward();
            slopes = Values.floats(theta.grad());
        }
        for (float weight : new float[] {0, 2}) {
            LearningSettings settings =
                    new LearningSettings(new OptimizerSettings.Sgd(0, 0), 1, 0, 0, 0, Precision.FLOAT32, weight);
            try (Learner learner = new Learner(network, Preprocessing.none(1), settings, "cpu", 4)) {
                learner.step(images, labels, SIZE, rate, false);

                float[] theta = learner.averagedWeights().get(THETA + "bias").values();
                assertThat(theta[0]).isCloseTo(2.5f - rate * weight * slopes[0], within(1e-6f));
                assertThat(theta[1]).isEqualTo(-0.5f);
                for (int i = 0; i < 100; i++) {
                    learner.step(images, labels, SIZE, rate, false);
                }
                double share = learner.step(images, labels, SIZE, 0, true).outsideShares()[0];
                if (weight == 0) {
                    assertThat(share).isEqualTo(1);
                } else {
                    assertThat(share).isLessThan(0.35);
                }
            }
        }
        assertThat(slopes[0]).isGreaterThan(0.5f);
    }

    @Test
    void aStepThatDivergesChangesNothing() {
        try (Learner learner = learner(1)) {
            step(learner);
            Map<String, TensorData> before = learner.state();
            float[] good = images.clone();
            Arrays.fill(images, 0, 36, Float.NaN);

            assertThatThrownBy(() -> step(learner))
                    .isInstanceOf(DivergenceException.class)
                    .message()
                    .matches("the (loss|gradient) is NaN");
            assertThat(learner.state()).isEqualTo(before);
            assertThat(learner.steps()).isEqualTo(1);
            System.arraycopy(good, 0, images, 0, good.length);
            step(learner);
            try (Learner other = learner(1)) {
                step(other);
                step(other);
                assertThat(learner.state()).isEqualTo(other.state());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStateGoesOnBitForBit(Precision precision) {
        LearningSettings settings =
                new LearningSettings(new OptimizerSettings.AdamW(0.01), 1, 5, 0.1, 0.9, precision, 0);
        try (Learner one = new Learner(NETWORK, Preprocessing.none(1), settings, "cpu", 4);
                Learner other = new Learner(NETWORK, Preprocessing.none(1), settings, "cpu", 4)) {
            for (int i = 0; i < 3; i++) {
                step(one);
            }
            other.restore(one.state(), 3);
            for (int i = 0; i < 3; i++) {
                assertThat(step(other).logits()).isEqualTo(step(one).logits());
            }
            assertThat(other.state()).isEqualTo(one.state());
        }
    }

    @Test
    void aStateOfAnotherNetworkIsRefused() {
        try (Learner learner = learner(1)) {
            Map<String, TensorData> state = learner.state();
            state.put("weight/5.dense/bias", new TensorData(List.of(3), new float[3]));

            assertThatThrownBy(() -> learner.restore(state, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the state of the run does not fit the network: tensor 'weight/5.dense/bias' is of"
                            + " shape [3]");
        }
    }

    @Test
    void aPredictorOfTheWeightsAnswersTheSame() {
        try (Learner learner = learner(1)) {
            for (int i = 0; i < 5; i++) {
                step(learner);
            }
            Model model =
                    new Model(NETWORK, List.of("a", "b"), Preprocessing.none(1), Map.of(), learner.averagedWeights());
            try (Predictor predictor = new Predictor(model, "cpu")) {
                float[] expected = learner.averaged().logits(images, SIZE);
                Answer answer = predictor.answer(images, SIZE);

                assertThat(answer.logits()).isEqualTo(expected);
                assertThat(answer.looks()).hasSize(1);
                Look look = answer.looks().get(0);
                float[] image = Arrays.copyOfRange(images, 2 * 36, 3 * 36);
                assertThat(look.path()).isEqualTo("0.spatialTransformer");
                assertThat(look.warp().apply(image, 1, look.theta(2, SIZE))).isEqualTo(look.output(2, SIZE));
            }
        }
    }

    @Test
    void pixelsArePreprocessed() {
        Preprocessing preprocessing = new Preprocessing(List.of(0.5f), List.of(0.25f));
        float[] changed = new float[images.length];
        for (int i = 0; i < images.length; i++) {
            changed[i] = (images[i] - 0.5f) / 0.25f;
        }
        float[] original = images.clone();
        try (Learner plain = learner(1);
                Learner preprocessed = learner(1, preprocessing)) {
            float[] expected = plain.averaged().logits(changed, SIZE);

            assertThat(preprocessed.averaged().logits(images, SIZE)).containsExactly(expected, within(1e-6f));
            assertThat(images).isEqualTo(original);
        }
    }

    /** Live native handles, after those that only the garbage collector frees. */
    private static long handles() {
        long handles = Long.MAX_VALUE;
        for (int unchanged = 0; unchanged < 5; unchanged++) {
            System.gc();
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (Pointer.totalCount() < handles) {
                handles = Pointer.totalCount();
                unchanged = 0;
            }
        }
        return handles;
    }

    @Test
    void manyStepsLeaveNothingBehind() {
        try (Learner learner = learner(1)) {
            for (int i = 0; i < 50; i++) {
                step(learner);
                learner.averaged().logits(images, SIZE);
            }
            long handles = handles();
            for (int i = 0; i < 500; i++) {
                step(learner);
                learner.averaged().answer(images, SIZE);
                if (i % 100 == 0) {
                    learner.state();
                }
            }
            assertThat(handles()).isLessThanOrEqualTo(handles);
        }
    }

    @Test
    void closingGivesBackEverything() {
        learner(1).close();
        long handles = handles();
        for (int i = 0; i < 10; i++) {
            try (Learner learner = learner(1)) {
                step(learner);
            }
        }
        assertThat(handles()).isLessThanOrEqualTo(handles);
    }
}
