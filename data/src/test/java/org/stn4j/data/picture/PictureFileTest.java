package org.stn4j.data.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stn4j.warp.Planes;

class PictureFileTest {
    @TempDir
    Path folder;

    private Path written(BufferedImage picture, String kind) throws IOException {
        Path file = folder.resolve("picture." + kind);
        assertThat(ImageIO.write(picture, kind, file.toFile())).isTrue();
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
    void readsAllKinds(String kind) throws IOException {
        BufferedImage picture = new BufferedImage(5, 3, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 15; i++) {
            picture.setRGB(i % 5, i / 5, 0xff8000);
        }
        Planes planes = PictureFile.read(written(picture, kind)).planes();
        assertThat(planes.channels()).isEqualTo(3);
        assertThat(planes.size()).hasToString("3x5");
        // JPEG and the palette of GIF are near.
        assertThat(planes.values()[0]).isEqualTo(1f, within(0.02f));
        assertThat(planes.values()[15]).isEqualTo(128 / 255f, within(0.02f));
        assertThat(planes.values()[30]).isEqualTo(0f, within(0.02f));
    }

    @Test
    void greyStaysExact() throws IOException {
        BufferedImage grey = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 256; i++) {
            grey.getRaster().setSample(i, 0, 0, i);
        }
        Planes planes = PictureFile.read(written(grey, "png")).planes();
        assertThat(planes.channels()).isEqualTo(1);
        for (int i = 0; i < 256; i++) {
            assertThat(planes.values()[i]).isEqualTo(i / 255f);
        }
    }

    @Test
    void transparencyLiesOnWhite() throws IOException {
        BufferedImage picture = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
        picture.setRGB(0, 0, 0x00000000);
        picture.setRGB(1, 0, 0xff000000);
        picture.setRGB(2, 0, 0x80000000);
        Planes planes = PictureFile.read(written(picture, "png")).planes();
        assertThat(planes.channels()).isEqualTo(3);
        assertThat(Arrays.copyOf(planes.values(), 3)).containsExactly(new float[] {1, 0, 127 / 255f}, within(1e-6f));
    }

    @Test
    void transparentGreyIsNotBrightened() throws IOException {
        ComponentColorModel colours = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY),
                true,
                false,
                Transparency.TRANSLUCENT,
                DataBuffer.TYPE_BYTE);
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 2, 1, 2, null);
        raster.setPixel(0, 0, new int[] {102, 255});
        raster.setPixel(1, 0, new int[] {102, 0});
        Planes planes = PictureFile.read(written(new BufferedImage(colours, raster, false, null), "png"))
                .planes();
        assertThat(planes.channels()).isEqualTo(1);
        assertThat(planes.values()).containsExactly(new float[] {0.4f, 1}, within(1e-6f));
    }

    @Test
    void everyCutIsOneLineOrAPicture() throws IOException {
        BufferedImage picture = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);
        for (String kind : new String[] {"png", "jpg", "gif", "bmp", "tiff"}) {
            byte[] whole = Files.readAllBytes(written(picture, kind));
            for (int length = 0; length < whole.length; length += Math.max(1, whole.length / 40)) {
                Path file = Files.write(folder.resolve("cut." + kind), Arrays.copyOf(whole, length));
                try {
                    PictureFile.read(file);
                } catch (IOException e) {
                    assertThat(e).hasMessageStartingWith(file.toString());
                    assertThat(e.getMessage().lines()).hasSize(1);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"65535, 65535x65535 is too large", "14000, cannot hold the 14000x14000 pixels"})
    void aHeaderThatDeclaresTooMuchIsRefusedUnread(int side, String words) throws IOException {
        Path file = written(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png");
        byte[] bytes = Files.readAllBytes(file);
        // Width and height of the PNG's first chunk, and its checksum.
        ByteBuffer.wrap(bytes).putInt(16, side).putInt(20, side);
        CRC32 crc = new CRC32();
        crc.update(bytes, 12, 17);
        for (int i = 0; i < 4; i++) {
            bytes[29 + i] = (byte) (crc.getValue() >> (24 - 8 * i));
        }
        Files.write(file, bytes);
        assertThatThrownBy(() -> PictureFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(words);
    }
}
