package org.stn4j.data.street;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stn4j.data.DataFileException;
import org.stn4j.data.Dataset;
import org.stn4j.data.ImageShape;
import org.stn4j.data.SeededRandom;
import org.stn4j.data.Splits;

/** The SVHN set's format, written by HDF5's own library. */
class HouseNumbersTest {
    @TempDir
    Path folder;

    private static HouseNumber number(String file, String digits) {
        List<HouseNumber.Digit> boxes = new ArrayList<>();
        for (int i = 0; i < digits.length(); i++) {
            boxes.add(new HouseNumber.Digit(30 + 10 * i, 20.5, 10, 24, digits.charAt(i) - '0'));
        }
        return new HouseNumber(file, boxes);
    }

    private Path part(String name, List<HouseNumber> numbers) throws IOException {
        Path part = Files.createDirectories(folder.resolve(name));
        MatFile.write(part.resolve("digitStruct.mat"), numbers);
        return part;
    }

    /** A white block where the number is, on red. */
    private static void picture(Path file, int left, int top, int width, int height) throws IOException {
        BufferedImage picture = new BufferedImage(100, 60, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, 100, 60);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(left, top, width, height);
        graphics.dispose();
        ImageIO.write(picture, "png", file.toFile());
    }

    @Test
    void theBoxesAreReadAsTheyWereWritten() throws IOException {
        List<HouseNumber> numbers = List.of(
                number("1.png", "19"), number("2.png", "7"), number("33402.png", "10203"), number("é.png", "000"));
        Path part = part("train", numbers);
        assertThat(DigitStruct.read(part.resolve("digitStruct.mat"))).isEqualTo(numbers);
        assertThat(numbers.get(2).number()).isEqualTo("10203");
    }

    @Test
    void whatIsNoSuchFileIsSaidInOneLine() throws IOException {
        Path file = folder.resolve("digitStruct.mat");
        assertThatThrownBy(() -> DigitStruct.read(file))
                .isInstanceOf(DataFileException.class)
                .hasMessageContaining("no such file");
        assertThatThrownBy(() -> DigitStruct.read(folder)).hasMessageContaining("this is a folder");
        byte[] whole = Files.readAllBytes(part("whole", List.of(number("1.png", "19"), number("2.png", "7")))
                .resolve("digitStruct.mat"));
        for (byte[] bytes : List.of(
                new byte[0],
                "no HDF5 at all".getBytes(StandardCharsets.UTF_8),
                new byte[5000],
                Arrays.copyOf(whole, 700),
                Arrays.copyOf(whole, whole.length / 2))) {
            Files.write(file, bytes);
            assertThatThrownBy(() -> DigitStruct.read(file))
                    .isInstanceOf(DataFileException.class)
                    .hasMessageContaining(file.toString())
                    .message()
                    .doesNotContain("\n");
        }
    }

    /** Bytes that were changed lead to other numbers or to one line, never to anything else. */
    @Test
    void damageIsAnErrorOfTheFileOrIsNotSeen() throws IOException {
        Path file = part("train", List.of(number("1.png", "19"), number("2.png", "7")))
                .resolve("digitStruct.mat");
        byte[] whole = Files.readAllBytes(file);
        SeededRandom random = new SeededRandom(4);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = whole.clone();
            for (int k = 0; k < 8; k++) {
                bytes[512 + random.nextInt(bytes.length - 512)] = (byte) random.nextInt(256);
            }
            Files.write(file, bytes);
            try {
                assertThat(DigitStruct.read(file)).isNotNull();
            } catch (DataFileException e) {
                assertThat(e).hasMessageContaining(file.toString());
            }
        }
    }

    @Test
    void theNumberIsInTheMiddleOfItsCrop() throws IOException {
        Path part = part("train", List.of(number("1.png", "19"), number("2.png", "7")));
        picture(part.resolve("1.png"), 30, 20, 20, 24);
        // At the very edge: beyond it the border goes on.
        picture(part.resolve("2.png"), 30, 20, 10, 24);
        Dataset numbers = HouseNumbers.part(part);
        assertThat(numbers.size()).isEqualTo(2);
        assertThat(numbers.shape()).isEqualTo(new ImageShape(3, 128, 128));
        assertThat(numbers.labels().get(numbers.label(0))).isEqualTo("19");
        assertThat(numbers.origin(1)).endsWith("2.png");
        float[] crop = new float[3 * 128 * 128 + 2];
        Arrays.fill(crop, -7);
        numbers.read(0, crop, 1);
        assertThat(new float[] {crop[0], crop[crop.length - 1]}).containsOnly(-7);
        // Half of the crop, less the room of 30 %, is the number: pixels 40 to 87.
        for (int y = 0; y < 128; y++) {
            for (int x = 0; x < 128; x++) {
                boolean inside = Math.abs(x - 63.5) < 21 && Math.abs(y - 63.5) < 21;
                boolean outside = Math.abs(x - 63.5) > 29 || Math.abs(y - 63.5) > 29;
                float red = crop[1 + 128 * y + x];
                float green = crop[1 + 128 * 128 + 128 * y + x];
                if (red < 0.99f || (inside && green < 0.99f) || (outside && green > 0.01f)) {
                    throw new AssertionError("pixel " + x + ", " + y + " is " + red + ", " + green);
                }
            }
        }
        float[] middle = new float[3 * 64 * 64];
        new Middle(64).apply(numbers, 0, new SeededRandom(1), middle, 0);
        for (int y = 0; y < 64; y++) {
            assertThat(Arrays.copyOfRange(middle, 64 * y, 64 * (y + 1)))
                    .isEqualTo(Arrays.copyOfRange(crop, 1 + 128 * (y + 32) + 32, 1 + 128 * (y + 32) + 96));
        }
    }

    @Test
    void aFolderAsItIsUnpackedHasItsParts() throws IOException {
        List<HouseNumber> many = IntStream.range(0, 41)
                .mapToObj(i -> number(i + ".png", i == 3 ? "123456" : Integer.toString(i)))
                .toList();
        Path train = part("train", many);
        for (HouseNumber number : many) {
            picture(train.resolve(number.file()), 30, 20, 20, 24);
        }
        Path test = part("test", List.of(number("1.png", "5")));
        picture(test.resolve("1.png"), 30, 20, 10, 24);
        Splits splits = HouseNumbers.open(folder);
        assertThat(splits.train().size()).isEqualTo(38);
        assertThat(splits.validation().size()).isEqualTo(2);
        assertThat(splits.test().size()).isEqualTo(1);
        assertThat(IntStream.range(0, 38)
                        .mapToObj(
                                i -> splits.train().labels().get(splits.train().label(i))))
                .doesNotContain("123456")
                .contains("18", "38");

        Files.delete(train.resolve("7.png"));
        assertThatThrownBy(() -> HouseNumbers.open(folder))
                .isInstanceOf(DataFileException.class)
                .hasMessageContaining("7.png")
                .hasMessageContaining("no such picture");
    }
}
