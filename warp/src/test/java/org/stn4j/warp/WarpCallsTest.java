package org.stn4j.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

/** Bad calls, empty calls, and the small things around a warp. */
class WarpCallsTest {
    private static final ImageSize SIZE = new ImageSize(3, 4);
    private final Warp warp = new Warp(new Affine(), new Geometry(SIZE, SIZE, false));

    @Test
    void buffersThatAreTooSmallAreNamed() {
        WarpBatch shortInput = new WarpBatch(2, 1, FloatBuffer.allocate(23), FloatBuffer.allocate(12));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> warp.forward(shortInput, FloatBuffer.allocate(24)))
                .withMessageContaining("input holds 23 numbers");
        WarpBatch shortTheta = new WarpBatch(2, 1, FloatBuffer.allocate(24), FloatBuffer.allocate(11));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> warp.forward(shortTheta, FloatBuffer.allocate(24)))
                .withMessageContaining("theta holds 11 numbers");
        WarpBatch batch = new WarpBatch(2, 1, FloatBuffer.allocate(24), FloatBuffer.allocate(12));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> warp.forward(batch, FloatBuffer.allocate(1)))
                .withMessageContaining("output holds 1 numbers");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        warp.backward(batch, FloatBuffer.allocate(24), WarpGradients.forTheta(FloatBuffer.allocate(3))))
                .withMessageContaining("theta gradient");
    }

    @Test
    void badNumbersAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ImageSize(0, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new ImageSize(1 << 16, 1 << 16));
        assertThatIllegalArgumentException().isThrownBy(() -> Padding.constant(Float.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> warp.withThreads(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new WarpBatch(1, 0, null, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageSize.parse("28"))
                .withMessageContaining("HEIGHTxWIDTH");
        assertThat(ImageSize.parse(" 28x42 ")).isEqualTo(new ImageSize(28, 42));
    }

    @Test
    void anEmptyBatchIsFine() {
        WarpBatch none = new WarpBatch(0, 1, FloatBuffer.allocate(0), FloatBuffer.allocate(0));
        warp.forward(none, FloatBuffer.allocate(0));
        warp.backward(none, FloatBuffer.allocate(0), WarpGradients.forInput(FloatBuffer.allocate(0)));
        assertThat(warp.outsideShare(FloatBuffer.allocate(0), 0)).isZero();
    }

    @Test
    void theShareOutsideIsThatOfTheAreaLookedAt() {
        Warp attention = new Warp(new Attention(), new Geometry(new ImageSize(50, 50), new ImageSize(100, 100), false));
        FloatBuffer theta = FloatBuffer.wrap(new float[] {1, 0, 0, 2, 0, 0, 1, 3, 0, Float.NaN, 0, 0});
        assertThat(attention.outsideShare(theta, 1)).isZero();
        assertThat(attention.outsideShare(theta, 2)).isCloseTo(0.375, within(1e-9));
        assertThat(attention.outsideShare(theta, 4)).isCloseTo((0 + 0.75 + 1 + 1) / 4, within(1e-9));
    }

    @Test
    void picturesGoThereAndBack() {
        for (int type :
                new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB}) {
            BufferedImage picture = new BufferedImage(5, 3, type);
            for (int i = 0; i < 15; i++) {
                picture.setRGB(i % 5, i / 5, 0xff000000 | i * 0x0b0703);
            }
            BufferedImage back = Planes.of(picture).toImage();
            for (int i = 0; i < 15; i++) {
                assertThat(back.getRGB(i % 5, i / 5)).isEqualTo(picture.getRGB(i % 5, i / 5));
            }
        }
    }
}
