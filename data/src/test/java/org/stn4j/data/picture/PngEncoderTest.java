package org.stn4j.data.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Planes;

/** Our PNG files, read by the JDK's reader. */
class PngEncoderTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, false",
        "1, 1, 1, true",
        "3, 1, 1, false",
        "3, 13, 207, false",
        "1, 207, 13, false",
        "3, 13, 7, true",
        "1, 5, 300, true",
        "3, 300, 400, false",
        "3, 200, 300, true"
    })
    void anotherReaderFindsEverySample(int channels, int height, int width, boolean deep) throws IOException {
        int most = deep ? 65535 : 255;
        Random random = new Random(height);
        float[] values = new float[channels * height * width];
        for (int i = 0; i < values.length; i++) {
            // Noise for a part, that is more than one chunk, and flat for the rest.
            values[i] = i % 3 == 0 ? 1 : (float) random.nextInt(most + 1) / most;
        }
        Planes picture = new Planes(channels, new ImageSize(height, width), values);
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(PngEncoder.encode(picture, deep)));
        assertThat(read.getWidth()).isEqualTo(width);
        assertThat(read.getHeight()).isEqualTo(height);
        assertThat(read.getRaster().getNumBands()).isEqualTo(channels);
        assertThat(read.getColorModel().getComponentSize(0)).isEqualTo(deep ? 16 : 8);
        for (int channel = 0; channel < channels; channel++) {
            int[] samples = read.getRaster().getSamples(0, 0, width, height, channel, (int[]) null);
            for (int i = 0; i < samples.length; i++) {
                assertThat(samples[i]).isEqualTo(Math.round(most * (double) values[channel * samples.length + i]));
            }
        }
    }

    @Test
    void flatPicturesBecomeSmallFiles() {
        Planes page = new Planes(1, new ImageSize(1000, 1000), new float[1_000_000]);
        page.values()[500_500] = 1;
        assertThat(PngEncoder.encode(page, false)).hasSizeLessThan(10_000);
    }

    @Test
    void cutsOffWhatIsNoIntensity() throws IOException {
        float[] values = {-1, 0, 1, 2, Float.NaN, Float.POSITIVE_INFINITY};
        Planes picture = new Planes(1, new ImageSize(1, 6), values);
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(PngEncoder.encode(picture, false)));
        assertThat(read.getRaster().getSamples(0, 0, 6, 1, 0, (int[]) null)).containsExactly(0, 0, 255, 255, 0, 255);
    }

    @Test
    void refusesOtherChannels() {
        Planes picture = new Planes(2, new ImageSize(1, 1), new float[2]);
        assertThatThrownBy(() -> PngEncoder.encode(picture, false)).hasMessageContaining("1 or 3 channels");
    }
}
