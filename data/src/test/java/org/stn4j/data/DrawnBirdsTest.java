package org.stn4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.stn4j.data.birds.BirdsDataset;

class DrawnBirdsTest extends DatasetContract {
    private static final int KINDS = 16;

    @Override
    BirdsDataset dataset() {
        return new BirdsDataset(7, 800);
    }

    @Test
    void seedAndIndexDecideEverything() {
        Dataset same = new BirdsDataset(7, 1_000_000);
        assertThat(read(same, 123)).isEqualTo(read(dataset(), 123)).isNotEqualTo(read(new BirdsDataset(8, 800), 123));
        assertThat(read(same, 123 + KINDS)).isNotEqualTo(read(same, 123));
    }

    /** Rings leave the middle of a head bright; crosses, bands and dots are dark there. */
    @Test
    void theMarksOfItsKindAreOnHeadAndTail() {
        BirdsDataset birds = dataset();
        assertThat(birds.labels()).hasSize(KINDS).startsWith("ring-wedge").endsWith("half-dot");
        for (int index = 0; index < birds.size(); index++) {
            float[] picture = read(birds, index);
            BirdsDataset.Pose pose = birds.pose(index);
            int head = birds.label(index) / 4;
            if (head < 3) {
                assertThat(isDark(picture, pose.head())).as("head of %d", index).isEqualTo(head > 0);
            }
            boolean dot = birds.label(index) % 4 == 3;
            if (dot || birds.label(index) % 4 == 2) {
                assertThat(isDark(picture, pose.tail())).as("tail of %d", index).isEqualTo(dot);
            }
        }
    }

    private static boolean isDark(float[] picture, BirdsDataset.Place place) {
        int side = BirdsDataset.SIDE;
        int row = (int) place.y();
        int at = row * side + (int) place.x();
        double sum = 0;
        for (int channel = 0; channel < 3; channel++) {
            sum += picture[channel * side * side + at];
        }
        return sum / 3 < 0.41;
    }

    @Test
    void headsAndTailsAreWhollyInThePictureAndAnywhereOnTheirSide() {
        BirdsDataset birds = dataset();
        double left = BirdsDataset.SIDE;
        double right = 0;
        double top = BirdsDataset.SIDE;
        double bottom = 0;
        for (int index = 0; index < birds.size(); index++) {
            BirdsDataset.Pose pose = birds.pose(index);
            for (BirdsDataset.Place part : new BirdsDataset.Place[] {pose.head(), pose.tail()}) {
                assertThat(part.x()).isBetween(BirdsDataset.PATCH, BirdsDataset.SIDE - BirdsDataset.PATCH);
                assertThat(part.y()).isBetween(BirdsDataset.PATCH, BirdsDataset.SIDE - BirdsDataset.PATCH);
            }
            left = Math.min(left, pose.head().x());
            right = Math.max(right, pose.head().x());
            top = Math.min(top, pose.head().y());
            bottom = Math.max(bottom, pose.head().y());
        }
        assertThat(right - left).isGreaterThan(24);
        assertThat(bottom - top).isGreaterThan(38);
    }

    @Test
    void theyAreASourceOfData() throws IOException {
        assertThat(DataSource.parse("birds")).hasToString("birds").isEqualTo(new DataSource.Birds(40_000));
        Splits splits = DataSource.parse("birds:50").open();
        assertThat(splits.train().size()).isEqualTo(50);
        assertThat(splits.test().size()).isEqualTo(10_000);
        assertThat(read(splits.test(), 3)).isNotEqualTo(read(splits.validation(), 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataSource.parse("birds:many"))
                .withMessage("birds:N takes a number of birds to learn from, not 'many'");
    }

    @Test
    void thereIsAtLeastOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BirdsDataset(1, 0))
                .withMessageContaining("at least one");
    }
}
