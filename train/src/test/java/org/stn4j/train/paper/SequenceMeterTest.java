package org.stn4j.train.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stn4j.data.street.NumberLabels;

/** Counting of numbers that are read wrongly. */
class SequenceMeterTest {

    /** Scores of 3 for some answers, and 0 for all others. */
    private static float[] sure(int... answers) {
        float[] logits = new float[answers.length * NumberLabels.ANSWERS];
        for (int place = 0; place < answers.length; place++) {
            logits[place * NumberLabels.ANSWERS + answers[place]] = 3;
        }
        return logits;
    }

    private static int[] answers(String... numbers) {
        int[] labels = Stream.of(numbers).mapToInt(NumberLabels.ALL::indexOf).toArray();
        return NumberLabels.answers(labels, labels.length);
    }

    @Test
    void oneWrongPlaceMakesANumberWrong() {
        float[] logits = sure(4, 0, 7, 10, 10, 1, 2, 10, 10, 10, 1, 2, 3, 4, 5);
        assertThat(SequenceMeter.count(logits, answers("407", "12", "12345"), 3).wrong())
                .isZero();
        assertThat(SequenceMeter.count(logits, answers("417", "12", "12345"), 3).wrong())
                .isEqualTo(1);
        // Too short, and too long.
        SequenceMeter.Counts counts = SequenceMeter.count(logits, answers("4071", "1", "12345"), 3);
        assertThat(counts.wrong()).isEqualTo(2);
        assertThat(counts.numbers()).isEqualTo(3);
    }

    @Test
    void theLossIsTheMeanOverThePlaces() {
        double right = Math.log(Math.exp(3) + 10) - 3;
        double wrong = Math.log(Math.exp(3) + 10);
        assertThat(SequenceMeter.count(sure(4, 0, 7, 10, 10), answers("407"), 1).loss())
                .isCloseTo(right, within(1e-6));
        assertThat(SequenceMeter.count(sure(4, 0, 7, 10, 10), answers("417"), 1).loss())
                .isCloseTo((4 * right + wrong) / 5, within(1e-6));
    }

    @Test
    void certaintyIsTheProductOverThePlaces() {
        double one = Math.exp(3) / (Math.exp(3) + 10);
        assertThat(SequenceMeter.certainty(sure(1, 2, 10, 10, 10, 4, 0, 7, 10, 10), 1))
                .isCloseTo(Math.pow(one, 5), within(1e-6));
        assertThat(SequenceMeter.best(sure(1, 2, 10, 10, 10, 4, 0, 7, 10, 10), 1))
                .containsExactly(4, 0, 7, 10, 10);
    }
}
