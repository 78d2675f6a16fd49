package org.stn4j.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.stn4j.data.BatchLoader;
import org.stn4j.data.Dataset;
import org.stn4j.data.Distortion;
import org.stn4j.data.Distortions;
import org.stn4j.data.LoaderPlan;

class LessonTest {
    private static final Dataset BARS = new Tiny.Bars(40, 1);
    private static final Distortion TURNED = Distortions.named("R");

    @Test
    void whatIsLearnedFromGoesBeyondTheDistortionByTheShare() {
        TrainingOptions options = Tiny.options().beyond(0.5).build();
        LoaderPlan plan = LoaderPlan.shuffled(options.batchSize(), options.seed(), 1);
        float[] learned = images(Lesson.loader(BARS, TURNED, options, 1));

        assertThat(learned).isEqualTo(images(new BatchLoader(BARS, TURNED.atStrength(1.5), plan)));
        assertThat(learned).isNotEqualTo(images(new BatchLoader(BARS, TURNED, plan)));
    }

    @Test
    void itDoesNotWithoutBeingAsked() {
        TrainingOptions options = Tiny.options().build();
        LoaderPlan plan = LoaderPlan.shuffled(options.batchSize(), options.seed(), 1);

        assertThat(images(Lesson.loader(BARS, TURNED, options, 1)))
                .isEqualTo(images(new BatchLoader(BARS, TURNED, plan)));
    }

    private static float[] images(BatchLoader loader) {
        try (loader) {
            return loader.next().images().clone();
        }
    }
}
