package org.stn4j.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThatNullPointerException()
                .isThrownBy(() -> new WarpBatch(1, 1, null, null, null))
                .withMessage("order");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageSize.parse("28"))
                .withMessageContaining("HEIGHTxWIDTH");
        assertThat(ImageSize.parse(" 28x42 ")).isEqualTo(new ImageSize(28, 42));
    }

    @Test
    void arraysHaveTheLengthOfWhatTheyHold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> warp.apply(new float[25], 2, new float[6]))
                .withMessage("the image holds 25 numbers; 2 channels of 12 pixels are 24");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> warp.apply(new float[24], 2, new float[7]))
                .withMessage("theta of 'affine' has 6 numbers, not 7");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> warp.coordinates(new float[5]))
                .withMessage("theta of 'affine' has 6 numbers, not 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> warp.outsideShare(FloatBuffer.allocate(11), 2))
                .withMessageContaining("theta holds 11 numbers");
        assertThatIllegalArgumentException().isThrownBy(() -> warp.outsideShare(FloatBuffer.allocate(6), -1));
    }

    @Test
    void aWholeHomographyIsToldFromItsParameters() {
        Warp projective = new Warp(new Projective(), new Geometry(SIZE, SIZE, false));
        float[] matrix = {2, 0, 0, 0, 2, 0, 0, 0, 2};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> projective.apply(new float[12], 1, matrix))
                .withMessage("theta of 'projective' has 8 numbers, not 9; divide the 3x3 matrix by its last entry, and"
                        + " leave that out");
    }

    @Test
    void sidesThatFloatsCannotCountAreRefused() {
        ImageSize longest = new ImageSize(1, 1 << 24);
        ImageSize longer = new ImageSize(1, (1 << 24) + 1);
        Geometry geometry = new Geometry(longest, SIZE, false);
        // The last pixel's place is its number, exactly; one further, it would be its neighbour's.
        double last = geometry.inputCentreX() + (longest.width() - 1) / 2.0;
        assertThat((double) (float) last).isEqualTo(last);
        assertThat((double) (float) (last + 2)).isNotEqualTo(last + 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Geometry(longer, SIZE, false))
                .withMessageContainingAll("the input of a warp", "16777216", "1x16777217");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Geometry(SIZE, new ImageSize((1 << 24) + 1, 1), false))
                .withMessageContaining("the output of a warp");
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

    @ParameterizedTest
    @ValueSource(ints = {DataBuffer.TYPE_BYTE, DataBuffer.TYPE_USHORT})
    void greyWithAlphaIsReadAsItIsStored(int type) throws IOException {
        int white = type == DataBuffer.TYPE_BYTE ? 255 : 65535;
        ColorSpace grey = ColorSpace.getInstance(ColorSpace.CS_GRAY);
        ColorModel model = new ComponentColorModel(grey, true, false, Transparency.TRANSLUCENT, type);
        WritableRaster raster = model.createCompatibleWritableRaster(2, 1);
        raster.setPixels(0, 0, 2, 1, new int[] {128, white, 20, 10});
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(model, raster, false, null), "png", file))
                .isTrue();
        Planes planes = Planes.of(ImageIO.read(new ByteArrayInputStream(file.toByteArray())));
        float first = 128f / white;
        float second = 20f / white;
        assertThat(planes.channels()).isEqualTo(4);
        assertThat(planes.values()).containsExactly(first, second, first, second, first, second, 1, 10f / white);
    }

    @Test
    void onlyChannelsOfAPictureAreShown() {
        for (int channels : new int[] {0, 2, 5}) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> new Planes(channels, SIZE, new float[12 * channels]).toImage())
                    .withMessage("a picture has 1, 3 or 4 channels, not " + channels);
        }
    }
}
