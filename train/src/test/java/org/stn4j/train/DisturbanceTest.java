package org.stn4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.stn4j.warp.Affine;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Warp;

class DisturbanceTest {

    /** A picture with one bright pixel, changed. */
    private static float[] change(Disturbance disturbance, ImageSize size, int x, int y) {
        float[] picture = new float[size.pixels()];
        picture[y * size.width() + x] = 1;
        Warp warp = new Warp(new Affine(), new Geometry(size, size, false));
        return warp.apply(picture, 1, disturbance.theta(size, 0));
    }

    private static float at(float[] picture, ImageSize size, int x, int y) {
        return picture[y * size.width() + x];
    }

    @Test
    void turnsClockwise() {
        ImageSize size = new ImageSize(9, 9);
        // What is at twelve o'clock goes to three.
        assertThat(at(change(Disturbance.turned(90), size, 4, 1), size, 7, 4)).isCloseTo(1, within(1e-5f));
        assertThat(at(change(Disturbance.turned(-90), size, 4, 1), size, 1, 4)).isCloseTo(1, within(1e-5f));
    }

    @Test
    void turnsWhatIsNotSquareWithoutShear() {
        ImageSize size = new ImageSize(9, 15);
        assertThat(at(change(Disturbance.turned(90), size, 7, 1), size, 10, 4)).isCloseTo(1, within(1e-5f));
    }

    @Test
    void movesTheFirstPictureToTheRight() {
        ImageSize size = new ImageSize(10, 10);
        assertThat(at(change(Disturbance.shifted(0.3), size, 4, 5), size, 7, 5)).isCloseTo(1, within(1e-5f));
    }

    @Test
    void movesPicturesInAllDirections() {
        double x = 0;
        double y = 0;
        for (int i = 0; i < 1000; i++) {
            float[] theta = Disturbance.shifted(0.5).theta(new ImageSize(8, 8), i);
            assertThat(Math.hypot(theta[2], theta[5])).isCloseTo(1, within(1e-6));
            x += theta[2];
            y += theta[5];
        }
        assertThat(Math.hypot(x, y)).isLessThan(2);
    }

    @Test
    void scalesFromTheMiddle() {
        ImageSize size = new ImageSize(9, 9);
        float[] larger = change(Disturbance.scaled(2), size, 5, 4);
        assertThat(at(larger, size, 6, 4)).isCloseTo(1, within(1e-5f));
        assertThat(at(larger, size, 5, 4)).isCloseTo(0.5f, within(1e-5f));
    }
}
