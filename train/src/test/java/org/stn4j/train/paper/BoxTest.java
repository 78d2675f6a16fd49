package org.stn4j.train.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.stn4j.train.report.Outline;
import org.stn4j.warp.FixedAttention;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Padding;
import org.stn4j.warp.Warp;

class BoxTest {
    private static final Box BOX = new Box(10, 20, 14, 28);

    @Test
    void overlapsByHand() {
        assertThat(BOX.overlap(BOX)).isEqualTo(1);
        // Two of four columns of both: 16 of 48.
        assertThat(BOX.overlap(new Box(12, 20, 16, 28))).isEqualTo(1 / 3.0);
        assertThat(new Box(12, 20, 16, 28).overlap(BOX)).isEqualTo(1 / 3.0);
        // A quarter of it, inside.
        assertThat(BOX.overlap(new Box(11, 22, 13, 26))).isEqualTo(0.25);
        assertThat(BOX.overlap(new Box(14, 20, 18, 28))).isZero();
        // Beside it and below: no area, whatever the signs.
        assertThat(BOX.overlap(new Box(20, 30, 24, 38))).isZero();
    }

    @Test
    void aWindowOfAThirdHasItsSide() {
        Warp warp = new Warp(
                new FixedAttention(1 / 3.0),
                new Geometry(new ImageSize(84, 84), new ImageSize(28, 28), false),
                Interpolation.BILINEAR,
                Padding.ZEROS);
        Box middle = Box.around(Outline.of(warp, new float[] {0, 0}));
        assertThat(middle.overlap(new Box(28, 28, 56, 56))).isCloseTo(1, within(1e-5));
        // Half of the picture's half is 21 pixels.
        Box moved = Box.around(Outline.of(warp, new float[] {0.5f, -0.5f}));
        assertThat(moved.overlap(new Box(49, 7, 77, 35))).isCloseTo(1, within(1e-5));
    }
}
