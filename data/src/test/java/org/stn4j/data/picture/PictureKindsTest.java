package org.stn4j.data.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stn4j.data.DataFileException;
import org.stn4j.warp.Planes;

/** Kinds of pictures as cameras, scanners and other programs make them. */
class PictureKindsTest {
    // Made by libwebp: 8 wide and 6 high, the left half (0, 64, 255), the right half (255, 128, 0).
    private static final String WEBP_LOSSLESS = "UklGRiQAAABXRUJQVlA4TBgAAAAvB0ABAA9QoPnf//kPBwBB/N96MBHR/xA=";
    private static final String WEBP_LOSSY =
            "UklGRlwAAABXRUJQVlA4IFAAAAAQAwCdASoIAAYAAIAIJagCdLoBQAPwArv/cAAUV18N/YAA/v+xL++AU3/g0x8XLF//dxm0"
                    + "I+Lli//dxn/ya7I4ge//pYLwGL2Yc3/6UIAAAA==";
    // Made by libjpeg with Adobe's marker: 8x8 of cyan 0, magenta 127, yellow 255, black 0.
    private static final String CMYK_JPEG =
            "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwAKBwcIBwYKCAgICwoKCw4YEA4NDQ4dFRYRGCMfJSQiHyIhJis3LyYpNCkhIjBBMTQ5"
                    + "Oz4+PiUuRElDPEg3PT47/8AAFAgACAAIBEMRAE0RAFkRAEsRAP/EABUAAQEAAAAAAAAAAAAAAAAAAAcA/8QAFBABAAAAAAAA"
                    + "AAAAAAAAAAAAAP/aAA4EQwBNAFkASwAAPwBmQZMz/9k=";

    @TempDir
    Path folder;

    private Planes read(String name, byte[] bytes) throws IOException {
        return PictureFile.read(Files.write(folder.resolve(name), bytes)).planes();
    }

    private static byte[] encoded(BufferedImage picture, String kind) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(picture, kind, bytes)).isTrue();
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {WEBP_LOSSLESS, WEBP_LOSSY})
    void webp(String base64) throws IOException {
        Planes planes = read("a.webp", Base64.getDecoder().decode(base64));
        assertThat(planes.channels()).isEqualTo(3);
        assertThat(planes.size()).hasToString("6x8");
        float[] expected = {0, 64 / 255f, 1, 1, 128 / 255f, 0};
        for (int channel = 0; channel < 3; channel++) {
            assertThat(planes.values()[channel * 48]).isEqualTo(expected[channel], within(0.06f));
            assertThat(planes.values()[channel * 48 + 47]).isEqualTo(expected[3 + channel], within(0.06f));
        }
    }

    @Test
    void cmyk() throws IOException {
        Planes planes = read("a.jpg", Base64.getDecoder().decode(CMYK_JPEG));
        assertThat(planes.channels()).isEqualTo(3);
        // Orange in every conversion, with a profile or without.
        assertThat(planes.values()[0]).isGreaterThan(0.8f);
        assertThat(planes.values()[64]).isBetween(0.35f, 0.7f);
        assertThat(planes.values()[128]).isLessThan(0.3f);
    }

    @ParameterizedTest
    @CsvSource({"P5, 1", "P6, 3"})
    void netpbm(String kind, int channels) throws IOException {
        byte[] pixels = new byte[2 * 3 * channels];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (10 * i);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((kind + "\n2 3\n255\n").getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(pixels);
        Planes planes = read(channels == 1 ? "a.pgm" : "a.ppm", bytes.toByteArray());
        assertThat(planes.channels()).isEqualTo(channels);
        assertThat(planes.size()).hasToString("3x2");
        for (int i = 0; i < pixels.length; i++) {
            assertThat(planes.values()[i % channels * 6 + i / channels]).isEqualTo(10 * i / 255f);
        }
    }

    @Test
    void sixteenBitsKeepTheirDepth() throws IOException {
        BufferedImage grey = new BufferedImage(300, 1, BufferedImage.TYPE_USHORT_GRAY);
        for (int i = 0; i < 300; i++) {
            grey.getRaster().setSample(i, 0, 0, 200 * i);
        }
        Planes planes = read("a.png", encoded(grey, "png"));
        assertThat(planes.channels()).isEqualTo(1);
        for (int i = 0; i < 300; i++) {
            assertThat(planes.values()[i]).isEqualTo(200 * i / 65535f, within(1e-6f));
        }
    }

    @Test
    void palettesOfGreysAreGreyAndOthersAreNot() throws IOException {
        byte[] ramp = {0, 100, (byte) 200, (byte) 255};
        BufferedImage greys =
                new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(2, 4, ramp, ramp, ramp));
        BufferedImage colours = new BufferedImage(
                4, 1, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(2, 4, ramp, ramp, new byte[4]));
        for (int i = 0; i < 4; i++) {
            greys.getRaster().setSample(i, 0, 0, i);
            colours.getRaster().setSample(i, 0, 0, i);
        }
        assertThat(read("a.png", encoded(greys, "png")).values()).containsExactly(0, 100 / 255f, 200 / 255f, 1);
        Planes planes = read("b.png", encoded(colours, "png"));
        assertThat(planes.channels()).isEqualTo(3);
        assertThat(planes.values())
                .containsExactly(0, 100 / 255f, 200 / 255f, 1, 0, 100 / 255f, 200 / 255f, 1, 0, 0, 0, 0);
    }

    /** TIFF 6.0, "Orientation": which sides of the scene the stored picture's first row and first column are. */
    @ParameterizedTest
    @CsvSource({
        "1, top, left",
        "2, top, right",
        "3, bottom, right",
        "4, bottom, left",
        "5, left, top",
        "6, right, top",
        "7, right, bottom",
        "8, left, bottom"
    })
    void exifTurnsThePicture(int tag, String row, String column) throws IOException {
        // A scene of quarters: dark top left, brighter top right, bottom left, bottom right.
        float[][] scene = {{0, 0.33f}, {0.66f, 1}};
        int side = 16;
        BufferedImage stored = new BufferedImage(2 * side, 2 * side, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 2 * side; y++) {
            for (int x = 0; x < 2 * side; x++) {
                int fromRow = y / side;
                int fromColumn = x / side;
                int sceneRow = place(row, fromRow, column, fromColumn, "top", "bottom");
                int sceneColumn = place(row, fromRow, column, fromColumn, "left", "right");
                stored.getRaster().setSample(x, y, 0, 255 * scene[sceneRow][sceneColumn]);
            }
        }
        Planes planes = read("a.jpg", withOrientation(encoded(stored, "jpg"), tag));
        for (int y = 0; y < 2; y++) {
            for (int x = 0; x < 2; x++) {
                float value = planes.values()[(y * side + side / 2) * 2 * side + x * side + side / 2];
                assertThat(value).as("%d, %d", y, x).isEqualTo(scene[y][x], within(0.05f));
            }
        }
    }

    /** Along one axis of the scene: the place of what is stored in a row and a column. */
    private static int place(String row, int fromRow, String column, int fromColumn, String near, String far) {
        if (row.equals(near) || row.equals(far)) {
            return row.equals(near) ? fromRow : 1 - fromRow;
        }
        return column.equals(near) ? fromColumn : 1 - fromColumn;
    }

    /** A JPEG with an EXIF segment of one entry. */
    private static byte[] withOrientation(byte[] jpeg, int tag) {
        byte[] exif = {
            (byte) 0xff,
            (byte) 0xe1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) tag,
            0,
            0,
            0,
            0,
            0,
            0
        };
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(jpeg, 0, 2);
        bytes.writeBytes(exif);
        bytes.write(jpeg, 2, jpeg.length - 2);
        return bytes.toByteArray();
    }

    @Test
    void exifOfPngsTurnsThemToo() throws IOException {
        byte[] png = encoded(new BufferedImage(40, 20, BufferedImage.TYPE_BYTE_GRAY), "png");
        byte[] exif = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0};
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // Behind the signature and the header.
        bytes.write(png, 0, 33);
        bytes.writeBytes(chunk("eXIf", exif));
        bytes.write(png, 33, png.length - 33);
        assertThat(read("a.png", bytes.toByteArray()).size()).hasToString("40x20");
    }

    private static byte[] chunk(String type, byte[] content) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + content.length).putInt(content.length);
        chunk.put(type.getBytes(StandardCharsets.US_ASCII)).put(content);
        CRC32 sum = new CRC32();
        sum.update(chunk.array(), 4, 4 + content.length);
        return chunk.putInt((int) sum.getValue()).array();
    }

    @Test
    void turnedPicturesAreFittedTurned() throws IOException {
        BufferedImage stored = new BufferedImage(40, 20, BufferedImage.TYPE_BYTE_GRAY);
        Path file = Files.write(folder.resolve("a.jpg"), withOrientation(encoded(stored, "jpg"), 6));
        Picture picture = PictureFile.read(file);
        assertThat(picture.size()).hasToString("40x20");
        assertThat(picture.resized(new org.stn4j.warp.ImageSize(10, 5)).size()).hasToString("10x5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
    void halfAPictureIsNone(String kind) throws IOException {
        BufferedImage picture = noise(64);
        byte[] whole = encoded(picture, kind);
        for (double share : new double[] {0.5, 0.8}) {
            byte[] part = Arrays.copyOf(whole, (int) (share * whole.length));
            assertThatThrownBy(() -> read("cut." + kind, part))
                    .as(kind + " " + share)
                    .isInstanceOf(DataFileException.class);
        }
    }

    private static BufferedImage noise(int side) {
        Random random = new Random(1);
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < side * side; i++) {
            picture.setRGB(i % side, i / side, random.nextInt());
        }
        return picture;
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff", "webp"})
    void changedBytesAreAPictureOrOneLine(String kind) throws IOException {
        byte[] whole = kind.equals("webp") ? Base64.getDecoder().decode(WEBP_LOSSLESS) : encoded(noise(16), kind);
        Random random = new Random(7);
        for (int i = 0; i < 150; i++) {
            byte[] changed = whole.clone();
            for (int k = 0; k < 1 + i % 4; k++) {
                // The headers are where it hurts.
                int at = random.nextBoolean()
                        ? random.nextInt(Math.min(64, whole.length))
                        : random.nextInt(whole.length);
                changed[at] = (byte) random.nextInt();
            }
            try {
                read("changed." + kind, changed);
            } catch (DataFileException e) {
                assertThat(e.getMessage().lines()).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"text.png, this is no picture", "empty.png, the file is empty"})
    void otherFilesAreOneLine(String name, String words) throws IOException {
        Path file = Files.writeString(folder.resolve(name), name.startsWith("text") ? "hello, this is text" : "");
        assertThatThrownBy(() -> PictureFile.read(file))
                .isInstanceOf(DataFileException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(words);
    }
}
