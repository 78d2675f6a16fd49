package org.stn4j.data.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.stn4j.data.ImageShape;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Planes;

class PictureInputTest {

    private static Picture picture(int channels, int height, int width, float... values) {
        return Picture.of(new Planes(channels, new ImageSize(height, width), values));
    }

    private static PictureInput input(int channels, int height, int width) {
        return new PictureInput(new ImageShape(channels, height, width), false, true);
    }

    @Test
    void aPictureOfTheRightSizeStaysAsItIs() {
        float[] values = {0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f};
        assertThat(input(1, 2, 3).of(picture(1, 2, 3, values))).isEqualTo(values);
        assertThat(input(3, 1, 2).of(picture(3, 1, 2, values))).isEqualTo(values);
    }

    @Test
    void coloursBecomeGreyByTheirBrightness() {
        assertThat(input(1, 1, 1).of(picture(3, 1, 1, 1, 0, 0))).containsExactly(0.299f);
        assertThat(input(1, 1, 1).of(picture(3, 1, 1, 0, 1, 0))).containsExactly(0.587f);
        assertThat(input(1, 1, 1).of(picture(3, 1, 1, 0, 0, 1))).containsExactly(0.114f);
    }

    @Test
    void greyBecomesThreeEqualColours() {
        assertThat(input(3, 1, 2).of(picture(1, 1, 2, 0.25f, 0.75f)))
                .containsExactly(0.25f, 0.75f, 0.25f, 0.75f, 0.25f, 0.75f);
    }

    @Test
    void keepsItsProportionsInTheMiddleOfBlack() {
        // 1x2 fits into 4x4 as 2x4: one black row above and below.
        float[] filled = input(1, 4, 4).of(picture(1, 1, 2, 1, 1));
        assertThat(filled).containsExactly(0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0);
    }

    @Test
    void smallPicturesMayStaySmall() {
        PictureInput input = new PictureInput(new ImageShape(1, 3, 4), false, false);
        assertThat(input.of(picture(1, 1, 2, 0.5f, 1))).containsExactly(0, 0, 0, 0, 0, 0.5f, 1, 0, 0, 0, 0, 0);
    }

    @Test
    void invertedIsOneMinusEachPixelButNotTheMargin() {
        PictureInput input = new PictureInput(new ImageShape(1, 2, 2), true, true);
        assertThat(input.of(picture(1, 1, 2, 0.25f, 1))).containsExactly(0.75f, 0, 0, 0);
    }

    @Test
    void doesNotChangeThePictureItself() {
        float[] values = {0.25f, 1, 0, 0};
        new PictureInput(new ImageShape(1, 2, 2), true, true).of(picture(1, 2, 2, values));
        assertThat(values).containsExactly(0.25f, 1, 0, 0);
    }

    @Test
    void reducesByATriangleOverAllPixels() {
        // Two output pixels with centres at 0.5 and 2.5 and a reach of 2: weights 3, 3, 1 of 7.
        Planes small = picture(1, 1, 4, 7, 0, 0, 0).resized(new ImageSize(1, 2));
        assertThat(small.values()).containsExactly(3, 0);
        small = picture(1, 1, 4, 0, 0, 7, 0).resized(new ImageSize(1, 2));
        assertThat(small.values()).containsExactly(1, 3);
    }

    @Test
    void enlargesBilinearly() {
        // Centres at -0.25, 0.25, 0.75 and 1.25 of the two input pixels.
        Planes large = picture(1, 2, 1, 0, 4).resized(new ImageSize(4, 1));
        assertThat(large.values()).containsExactly(0, 1, 3, 4);
    }

    @Test
    void evenGreyStaysEvenAtAnySize() {
        float[] values = new float[207 * 13];
        Arrays.fill(values, 0.5f);
        for (int[] size : new int[][] {{1, 1}, {2, 13}, {300, 7}, {207, 1}}) {
            Planes scaled = picture(1, 207, 13, values).resized(new ImageSize(size[0], size[1]));
            for (float value : scaled.values()) {
                assertThat(value).isEqualTo(0.5f, org.assertj.core.api.Assertions.within(1e-6f));
            }
        }
    }

    @Test
    void veryFlatPicturesKeepAtLeastOneRow() {
        float[] values = new float[500];
        Arrays.fill(values, 1);
        float[] filled = input(1, 4, 4).of(picture(1, 1, 500, values));
        assertThat(filled[4]).isEqualTo(1, org.assertj.core.api.Assertions.within(1e-6f));
        assertThat(filled[0]).isZero();
        assertThat(filled[12]).isZero();
    }

    @Test
    void refusesModelsOfOtherChannels() {
        assertThatThrownBy(() -> input(2, 4, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2x4x4");
    }
}
