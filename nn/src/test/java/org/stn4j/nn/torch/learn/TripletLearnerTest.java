package org.stn4j.nn.torch.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stn4j.nn.Answer;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Model;
import org.stn4j.nn.Network;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.Shape;
import org.stn4j.nn.TensorData;
import org.stn4j.nn.torch.Torch;
import org.stn4j.warp.Affine;
import org.stn4j.warp.FixedAttention;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Transform;

/** White squares of 4×4 anywhere on black pictures of 12×12. */
class TripletLearnerTest {
    private static final int SIDE = 12;
    private static final int WINDOW = 4;
    private static final int SIZE = 40;
    private static final LearningSettings SETTINGS =
            new LearningSettings(new OptimizerSettings.AdamW(0.01), 1, 5, 0, 0.9);

    private final float[] images = new float[SIZE * SIDE * SIDE];
    private final int[] tops = new int[SIZE];
    private final int[] lefts = new int[SIZE];

    TripletLearnerTest() {
        Random random = new Random(5);
        for (int i = 0; i < SIZE; i++) {
            tops[i] = random.nextInt(SIDE - WINDOW + 1);
            lefts[i] = random.nextInt(SIDE - WINDOW + 1);
            for (int pixel = 0; pixel < WINDOW * WINDOW; pixel++) {
                images[(i * SIDE + tops[i] + pixel / WINDOW) * SIDE + lefts[i] + pixel % WINDOW] = 1;
            }
        }
    }

    @BeforeAll
    static void oneThread() {
        Torch.setThreads(1);
    }

    private static Network localiser(Transform transform, int window) {
        List<Layer> localisation = List.of(new Layer.Dense(24), new Layer.Relu());
        return new Network(
                "finder",
                new Shape(1, SIDE, SIDE),
                List.of(new Layer.SpatialTransformer(
                        transform, localisation, Optional.of(new ImageSize(window, window)))));
    }

    /** How white a window is, and how black. */
    private static Model encoder() {
        Network network = new Network("white or black", new Shape(1, WINDOW, WINDOW), List.of(new Layer.Dense(2)));
        float[] weights = new float[2 * WINDOW * WINDOW];
        for (int i = 0; i < WINDOW * WINDOW; i++) {
            weights[i] = 1f / (WINDOW * WINDOW);
            weights[WINDOW * WINDOW + i] = -weights[i];
        }
        Map<String, TensorData> tensors = new LinkedHashMap<>();
        tensors.put("0.dense/weight", new TensorData(List.of(2, WINDOW * WINDOW), weights));
        tensors.put("0.dense/bias", new TensorData(List.of(2), new float[] {0, 1}));
        return new Model(network, List.of(), Preprocessing.none(1), Map.of(), tensors);
    }

    private static TripletLearner learner() {
        return new TripletLearner(
                localiser(new FixedAttention((double) WINDOW / SIDE), WINDOW), SETTINGS, encoder(), "cpu", 3);
    }

    @Test
    void itFindsWhatTheImagesHaveInCommon() {
        try (TripletLearner learner = learner()) {
            TripletLearner.Triplets before = learner.measure(images, SIZE, 1);
            for (int i = 0; i < 600; i++) {
                learner.step(images, SIZE, 0.005, 0.4 * Math.pow(0.1, i / 600.0));
            }
            TripletLearner.Triplets after = learner.measure(images, SIZE, 1);
            assertThat(after.loss()).isLessThan(before.loss() / 2);
            assertThat(after.violated()).isBetween(0.0, before.violated());
            Answer answer = learner.averaged().answer(images, SIZE);
            int found = 0;
            for (int i = 0; i < SIZE; i++) {
                float[] theta = answer.looks().get(0).theta(i, SIZE);
                double left = (theta[0] + 1) / 2 * SIDE - WINDOW / 2.0;
                double top = (theta[1] + 1) / 2 * SIDE - WINDOW / 2.0;
                found += Math.abs(left - lefts[i]) < 1 && Math.abs(top - tops[i]) < 1 ? 1 : 0;
            }
            assertThat(found).isGreaterThanOrEqualTo(SIZE * 9 / 10);
        }
    }

    @Test
    void restoredItGoesOnBitForBit() {
        try (TripletLearner whole = learner();
                TripletLearner part = learner()) {
            for (int i = 0; i < 3; i++) {
                whole.step(images, SIZE, 0.01, 0.3);
            }
            part.restore(whole.state(), whole.steps());
            assertThat(part.step(images, SIZE, 0.01, 0.3)).isEqualTo(whole.step(images, SIZE, 0.01, 0.3));
            assertThat(part.state()).isEqualTo(whole.state());
        }
    }

    @Test
    void networksThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> new TripletLearner(localiser(new Affine(), WINDOW), SETTINGS, encoder(), "cpu", 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("network finder is not one spatial transformer of an attention of fixed scale");
        assertThatThrownBy(
                        () -> new TripletLearner(localiser(new FixedAttention(0.5), 5), SETTINGS, encoder(), "cpu", 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("hands on 1x5x5", "takes 1x4x4");
    }
}
