package org.stn4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutsideWatchTest {
    private static final TrainingOptions OPTIONS = TrainingOptions.builder()
            .outsideWarning(0.5)
            .localisationScale(0.25)
            .outsidePenalty(0.5)
            .build();

    private final OutsideWatch watch =
            new OutsideWatch(List.of("0.spatialTransformer", "3.spatialTransformer"), OPTIONS);

    private List<String> measure(int times, double first, double second) {
        List<String> warnings = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            warnings.addAll(watch.measure(new double[] {first, second}));
        }
        return warnings;
    }

    @Test
    void namesTheTransformerTheShareAndTheCureOnce() {
        // 0.8·(1 - 0.9^n) exceeds 0.5 first at n = 10.
        assertThat(measure(9, 0.1, 0.8)).isEmpty();
        assertThat(measure(100, 0.1, 0.8))
                .containsExactly("transformer 3.spatialTransformer looks outside its image with 52 % of its samples and"
                        + " may be running away; raise the penalty on that (--outside-penalty, now 0.5), or lower the rate"
                        + " of its localisation network (--localisation-lr-scale, now 0.25)");
        assertThat(watch.note()).hasValueSatisfying(note -> assertThat(note).contains("80 %"));
    }

    @Test
    void oneBadBatchIsNoReason() {
        assertThat(measure(5, 0.1, 0.1)).isEmpty();
        assertThat(measure(1, 1, 1)).isEmpty();
        assertThat(watch.note()).isEmpty();
    }

    @Test
    void theMeansAreOfTheEpoch() {
        measure(3, 1, 1);
        watch.startEpoch();
        measure(1, 0.2, 0);
        measure(1, 0.4, 1);

        assertThat(watch.epochMeans().get(0)).isCloseTo(0.3, within(1e-12));
        assertThat(watch.epochMeans().get(1)).isEqualTo(0.5);
        assertThat(watch.latest()).containsExactly(0.4, 1.0);
    }

    @Test
    void aKeptStateGoesOnTheSame() {
        measure(12, 0.7, 0.1);
        OutsideWatch other = new OutsideWatch(List.of("a", "b"), OPTIONS);
        other.restore(watch.state());

        assertThat(other.state()).isEqualTo(watch.state());
        assertThat(other.measure(new double[] {0.9, 0.1})).isEmpty();
        assertThat(other.epochMeans()).isNotEqualTo(watch.epochMeans());
    }
}
