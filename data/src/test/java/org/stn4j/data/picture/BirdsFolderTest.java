package org.stn4j.data.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stn4j.data.DataFileException;
import org.stn4j.data.DataListener;
import org.stn4j.data.DataSource;

/** A small folder in the layout of CUB-200-2011. */
class BirdsFolderTest {
    @TempDir
    private Path root;

    @TempDir
    private Path caches;

    /** Two kinds of ten each; every second one is for the test. */
    @BeforeEach
    void draw() throws IOException {
        Random random = new Random(5);
        StringBuilder images = new StringBuilder();
        StringBuilder labels = new StringBuilder();
        StringBuilder parts = new StringBuilder();
        for (int i = 1; i <= 20; i++) {
            String kind = i <= 10 ? "001.Black_footed_Albatross" : "002.Laysan_Albatross";
            String name = kind + "/Bird_" + i + ".png";
            BufferedImage picture = new BufferedImage(9, 8, BufferedImage.TYPE_INT_RGB);
            for (int pixel = 0; pixel < 72; pixel++) {
                picture.setRGB(pixel % 9, pixel / 9, random.nextInt(1 << 24));
            }
            Path file = root.resolve("images").resolve(name);
            Files.createDirectories(file.getParent());
            assertThat(ImageIO.write(picture, "png", file.toFile())).isTrue();
            images.append(i).append(' ').append(name).append('\n');
            labels.append(i).append(i <= 10 ? " 1\n" : " 2\n");
            parts.append(i).append(i % 2 == 0 ? " 0\n" : " 1\n");
        }
        write("images.txt", images.toString());
        write("image_class_labels.txt", labels.toString());
        write("train_test_split.txt", parts.toString());
        write("classes.txt", "1 001.Black_footed_Albatross\n2 002.Laysan_Albatross\n");
        write("bounding_boxes.txt", "1 60.0 27.0 325.0 304.0\n");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(root.resolve(file), text);
    }

    private PictureSet read() throws IOException {
        PictureSource source = (PictureSource) DataSource.parse("cub:" + root);
        assertThat(source).hasToString("cub:" + root);
        return PictureSet.read(source, new PixelCache(Optional.of(caches)), DataListener.SILENT);
    }

    @Test
    void theTestIsTheSetsOwnAndValidationIsTakenFromTheRest() throws IOException {
        PictureSet set = read();
        assertThat(set.splits().train().labels()).containsExactly("001.Black_footed_Albatross", "002.Laysan_Albatross");
        assertThat(set.splits().test().size()).isEqualTo(10);
        for (int i = 0; i < 10; i++) {
            String origin = set.splits().test().origin(i);
            int number = Integer.parseInt(origin.replaceAll(".*Bird_|[.]png", ""));
            assertThat(number % 2).isZero();
            assertThat(set.splits().test().label(i)).isEqualTo(number <= 10 ? 0 : 1);
        }
        assertThat(set.splits().train().size() + set.splits().validation().size())
                .isEqualTo(10);
        assertThat(set.splits().validation().size()).isPositive();
        assertThat(set.report().problems()).isEmpty();
    }

    @Test
    void namesOfClassesMayBeMissing() throws IOException {
        Files.delete(root.resolve("classes.txt"));
        assertThat(read().splits().train().labels()).containsExactly("1", "2");
    }

    @Test
    void whatCannotBeUsedIsNamed() throws IOException {
        write(
                "image_class_labels.txt",
                Files.readString(root.resolve("image_class_labels.txt")).replace("7 1\n", ""));
        write(
                "train_test_split.txt",
                Files.readString(root.resolve("train_test_split.txt")).replace("9 1\n", "9 x\n"));
        Files.delete(root.resolve("images/002.Laysan_Albatross/Bird_12.png"));
        write("images.txt", Files.readString(root.resolve("images.txt")) + "3 again.png\nfour\n");
        assertThat(read().report().problems())
                .extracting(Problem::toString)
                .anyMatch(line -> line.contains("Bird_7.png: has no class"))
                .anyMatch(line -> line.contains("Bird_9.png: has neither 1 nor 0"))
                .anyMatch(line -> line.contains("Bird_12.png"))
                .anyMatch(line -> line.equals("images.txt line 21: number 3 was there before"))
                .anyMatch(line -> line.startsWith("images.txt line 22: has no number"));
    }

    @Test
    void aPictureCountsOnceAndIsDecodedOnce() throws IOException {
        write(
                "images.txt",
                Files.readString(root.resolve("images.txt")) + "21 001.Black_footed_Albatross/Bird_3.png\n");
        write("image_class_labels.txt", Files.readString(root.resolve("image_class_labels.txt")) + "21 2\n");
        write("train_test_split.txt", Files.readString(root.resolve("train_test_split.txt")) + "21 0\n");
        assertThat(read().report().problems())
                .extracting(Problem::toString)
                .containsExactly("number 21: 001.Black_footed_Albatross/Bird_3.png has an earlier number too");
        FileTime decoded = Files.getLastModifiedTime(cache());
        assertThat(read().splits().test().size()).isEqualTo(10);
        assertThat(Files.getLastModifiedTime(cache())).isEqualTo(decoded);
    }

    private Path cache() throws IOException {
        try (var files = Files.list(caches)) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void aFileThatIsNotThereIsOneLine() throws IOException {
        Files.delete(root.resolve("train_test_split.txt"));
        assertThatThrownBy(this::read)
                .isInstanceOf(DataFileException.class)
                .hasMessageContaining("train_test_split.txt: no such file")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> DataSource.parse("cub:"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no folder given: write cub:DIR");
    }
}
