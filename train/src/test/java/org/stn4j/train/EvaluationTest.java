package org.stn4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    /** Four images of two classes: scores (ln 3, 0) are probabilities (3/4, 1/4). */
    private static Evaluation fourImages() {
        float ln3 = (float) Math.log(3);
        Evaluation.Counter counter = new Evaluation.Counter(List.of("cat", "dog"));
        counter.add(10, 0, new float[] {ln3, 0}, 0);
        counter.add(11, 0, new float[] {ln3, 0}, 0);
        counter.add(12, 0, new float[] {9, 0, 0}, 1);
        counter.add(13, 1, new float[] {ln3, 0}, 0);
        return counter.result();
    }

    @Test
    void countsByHand() {
        Evaluation evaluation = fourImages();

        assertThat(evaluation.examples()).isEqualTo(4);
        assertThat(evaluation.errors()).isEqualTo(1);
        assertThat(evaluation.errorRate()).isEqualTo(0.25);
        assertThat(evaluation.confusion()).containsExactly(List.of(3, 0), List.of(1, 0));
        double expected = (2 * Math.log(4 / 3d) + Math.log(2) + Math.log(4)) / 4;
        assertThat(evaluation.loss()).isCloseTo(expected, within(1e-7));
    }

    @Test
    void precisionAndRecallByHand() {
        List<Evaluation.ClassFigures> classes = fourImages().classes();

        assertThat(classes.get(0)).isEqualTo(new Evaluation.ClassFigures("cat", 3, 0.75, 1, 6 / 7d));
        assertThat(classes.get(1)).isEqualTo(new Evaluation.ClassFigures("dog", 1, Double.NaN, 0, 0));
        assertThat(fourImages().balancedErrorRate()).isEqualTo(0.5);
        assertThat(fourImages().meanF1()).isCloseTo(3 / 7d, within(1e-15));
    }

    /** The matrix, and the figures that scikit-learn's user guide works out for {@code classification_report}. */
    @Test
    void figuresOfAPublishedExample() {
        List<String> labels = List.of("class 0", "class 1", "class 2");
        int[] truth = {0, 1, 2, 2, 0};
        int[] answers = {0, 0, 2, 1, 0};
        Evaluation.Counter counter = new Evaluation.Counter(labels);
        for (int i = 0; i < truth.length; i++) {
            float[] logits = new float[3];
            logits[answers[i]] = 5;
            counter.add(i, truth[i], logits, 0);
        }
        Evaluation evaluation = counter.result();

        assertThat(evaluation.classes())
                .containsExactly(
                        new Evaluation.ClassFigures("class 0", 2, 2 / 3d, 1, 0.8),
                        new Evaluation.ClassFigures("class 1", 1, 0, 0, 0),
                        new Evaluation.ClassFigures("class 2", 2, 1, 0.5, 2 / 3d));
        assertThat(evaluation.errorRate()).isEqualTo(0.4);
        assertThat(1 - evaluation.balancedErrorRate()).isCloseTo(0.5, within(1e-15));
        assertThat(evaluation.meanF1()).isCloseTo(0.49, within(0.005));
    }

    @Test
    void confusionsComeInOrder() {
        Evaluation.Counter counter = new Evaluation.Counter(List.of("a", "b", "c"));
        int[][] pairs = {{0, 1}, {0, 0}, {1, 2}, {1, 2}, {2, 0}, {2, 2}, {2, 2}};
        for (int i = 0; i < pairs.length; i++) {
            float[] logits = new float[3];
            logits[pairs[i][1]] = 1;
            counter.add(i, pairs[i][0], logits, 0);
        }

        assertThat(counter.result().confusions())
                .containsExactly(
                        new Evaluation.Confusion("b", "c", 2, 1),
                        new Evaluation.Confusion("a", "b", 1, 0.5),
                        new Evaluation.Confusion("c", "a", 1, 1 / 3d));
    }

    @Test
    void mistakesCarryTheirProbabilities() {
        Evaluation.Mistake mistake = fourImages().mistakes().get(0);

        assertThat(mistake.index()).isEqualTo(13);
        assertThat(mistake.predicted()).isZero();
        assertThat(mistake.confidence()).isCloseTo(0.75, within(1e-6));
    }

    @Test
    void allMistakesAreKeptTheWorstWithTheirProbabilities() {
        Evaluation.Counter counter = new Evaluation.Counter(List.of("cat", "dog"));
        int images = 3 * Evaluation.WORST_MISTAKES;
        for (int i = 0; i < images; i++) {
            counter.add(i, 1, new float[] {0.001f * (i + 1), 0}, 0);
        }
        Evaluation evaluation = counter.result();

        assertThat(evaluation.errors()).isEqualTo(images);
        for (int i = 0; i < images; i++) {
            Evaluation.Mistake mistake = evaluation.mistakes().get(i);
            assertThat(mistake.index()).isEqualTo(images - 1 - i);
            assertThat(mistake.confidence()).isCloseTo(1 / (1 + Math.exp(-0.001 * (images - i))), within(1e-6));
            assertThat(mistake.probabilities()).hasSize(i < Evaluation.WORST_MISTAKES ? 2 : 0);
        }
        assertThat(evaluation.mistakes()).hasSize(images);
    }

    @Test
    void hugeScoresDoNotOverflow() {
        float[] logits = {3e38f, -3e38f};

        assertThat(Scores.probabilities(logits, 0, 2)).containsExactly(1, 0);
        assertThat(Scores.crossEntropy(logits, 0, 2, 0)).isZero();
    }

    @Test
    void notANumberIsNeverTheBest() {
        assertThat(Scores.best(new float[] {Float.NaN, 1, 2}, 0, 3)).isEqualTo(2);
        assertThat(Scores.best(new float[] {1, Float.NaN, 0}, 0, 3)).isZero();
    }
}
