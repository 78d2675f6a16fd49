package org.stn4j.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClassBalanceTest {
    private static float[] weights(double balance, int... counts) {
        return new ClassBalance(new Tiny.Counted(counts)).weights(balance);
    }

    @Test
    void withoutBalanceAllImagesAreAlike() {
        assertThat(weights(0, 7, 2, 1)).containsExactly(1, 1, 1);
    }

    @Test
    void fullBalanceMakesTheClassesAlike() {
        // 10 images of 2 classes: each class shall weigh 5.
        assertThat(weights(1, 8, 2)).containsExactly(5 / 8f, 5 / 2f);
    }

    @Test
    void halfOfItIsTheSquareRoot() {
        float[] weights = weights(0.5, 16, 4);
        assertThat(weights[1] / weights[0]).isEqualTo(2);
        assertThat(16 * weights[0] + 4 * weights[1]).isEqualTo(20);
    }

    @Test
    void classesWithoutImagesSpoilNothing() {
        assertThat(weights(1, 8, 0, 2)).containsExactly(5 / 8f, 1, 5 / 2f);
    }

    @Test
    void warnsWhereSomeClassesAreRare() {
        assertThat(new ClassBalance(new Tiny.Counted(19, 2)).warning()).isEmpty();
        assertThat(new ClassBalance(new Tiny.Counted(3, 1_500, 20)).warning())
                .hasValue(
                        "class 'bolts' has 1,500 training images and 'nuts' only 3; --balance 1 lets all classes count"
                                + " alike");
        assertThat(new ClassBalance(new Tiny.Counted(3, 0)).warning())
                .hasValue("class 'bolts' has no training images, and is never learned");
    }
}
