package org.stn4j.train.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stn4j.data.birds.BirdsDataset;

class PartsFoundTest {
    /** The head at x 48, y 32, the tail at x 16, y 32: in normalised coordinates at 0.5, 0 and at -0.5, 0. */
    private static final BirdsDataset.Pose POSE = new BirdsDataset.Pose(new BirdsDataset.Place(32, 32), 0, 16);

    private static boolean isFound(double scale, float[]... windows) {
        return PartsFound.isFound(POSE, List.of(windows), scale);
    }

    @Test
    void eachPartLiesWithinSomeWindow() {
        assertThat(isFound(0.4, new float[] {0.5f, 0}, new float[] {-0.5f, 0})).isTrue();
        assertThat(isFound(0.4, new float[] {0.2f, 0.3f}, new float[] {-0.8f, -0.3f}))
                .isTrue();
        assertThat(isFound(0.6, new float[] {0, 0})).isTrue();
    }

    @Test
    void onePartAloneIsNotEnough() {
        assertThat(isFound(0.4, new float[] {0.5f, 0}, new float[] {0.5f, 0})).isFalse();
        assertThat(isFound(0.4, new float[] {0.5f, 0.41f}, new float[] {-0.5f, 0}))
                .isFalse();
        assertThat(isFound(0.4, new float[] {0, 0})).isFalse();
    }
}
