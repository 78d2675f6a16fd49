package org.stn4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataSourceTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeTrainAndTest() throws IOException {
        put("train", 24, 5);
        put("t10k", 6, 5);
    }

    private void put(String part, int count, int classes) throws IOException {
        IdxBytes.write(folder, part + "-images-idx3-ubyte", IdxBytes.images(count, 4, 4));
        IdxBytes.write(folder, part + "-labels-idx1-ubyte", IdxBytes.labels(count, classes));
    }

    private Splits open() throws IOException {
        return DataSource.parse("idx:" + folder).open();
    }

    @Test
    void keepsTheLastTwelfthForValidation() throws IOException {
        Splits splits = open();
        assertThat(splits.train().size()).isEqualTo(22);
        assertThat(splits.validation().size()).isEqualTo(2);
        assertThat(splits.test().size()).isEqualTo(6);
        assertThat(splits.validation().label(1)).isEqualTo(23 % 5);
        assertThatThrownBy(() -> splits.train().label(22)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"valid", "val", "validation"})
    void readsAValidationPart(String part) throws IOException {
        put(part, 3, 3);
        Splits splits = open();
        assertThat(splits.train().size()).isEqualTo(24);
        assertThat(splits.validation().size()).isEqualTo(3);
    }

    @Test
    void allPartsHaveTheClassesOfAll() throws IOException {
        put("valid", 20, 9);
        Splits splits = open();
        assertThat(splits.train().labels()).hasSize(9);
        assertThat(splits.test().labels()).hasSize(9);
    }

    @Test
    void readsGzipAndDottedNames() throws IOException {
        Files.delete(folder.resolve("train-images-idx3-ubyte"));
        IdxBytes.write(folder, "train-images.idx3-ubyte.gz", IdxBytes.gzip(IdxBytes.images(24, 4, 4)));
        assertThat(open().train().size()).isEqualTo(22);
    }

    @Test
    void prefersThePlainFileOfAPair() throws IOException {
        IdxBytes.write(folder, "train-images-idx3-ubyte.gz", new byte[] {1, 2, 3});
        assertThat(open().train().size()).isEqualTo(22);
    }

    @Test
    void refusesTwoFilesForOnePart() throws IOException {
        put("test", 6, 5);
        assertThatThrownBy(this::open)
                .isInstanceOf(DataFileException.class)
                .hasMessageContainingAll("t10k-images-idx3-ubyte", "test-images-idx3-ubyte", "move one");
    }

    @Test
    void namesAMissingPart() throws IOException {
        Files.delete(folder.resolve("t10k-images-idx3-ubyte"));
        assertThatThrownBy(this::open)
                .isInstanceOf(DataFileException.class)
                .hasMessageStartingWith(folder + ": has no images of the test part")
                .hasMessageContaining("t10k-images");
        put("t10k", 6, 5);
        Files.delete(folder.resolve("train-labels-idx1-ubyte"));
        assertThatThrownBy(this::open).hasMessageContaining("has no labels of the train part");
    }

    @Test
    void refusesPartsOfDifferentShapes() throws IOException {
        IdxBytes.write(folder, "t10k-images-idx3-ubyte", IdxBytes.images(6, 4, 5));
        assertThatThrownBy(this::open)
                .isInstanceOf(DataFileException.class)
                .hasMessageContainingAll("t10k-images-idx3-ubyte", "1x4x5", "1x4x4");
    }

    @Test
    void namesAMissingFolder() {
        Path missing = folder.resolve("nowhere");
        assertThatThrownBy(() -> DataSource.parse("mnist:" + missing).open())
                .isInstanceOf(DataFileException.class)
                .hasMessageStartingWith(missing + ": no such folder");
        Path file = folder.resolve("t10k-images-idx3-ubyte");
        assertThatThrownBy(() -> DataSource.parse("mnist:" + file).open()).hasMessage(file + ": is not a folder");
    }

    @Test
    void namesTheKnownSchemes() {
        assertThatThrownBy(() -> DataSource.parse("cifar:x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("cifar:x", "mnist:DIR", "idx:DIR");
        assertThatThrownBy(() -> DataSource.parse("my/photos"))
                .hasMessage("unknown data 'my/photos'; for a folder of pictures write images:my/photos");
        assertThatThrownBy(() -> DataSource.parse("mnist:")).hasMessageContaining("mnist:DIR");
        assertThatThrownBy(() -> DataSource.parse("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void parsesEveryFormThatItNames() {
        for (String form : DataSource.FORMS.split(", | or ", -1)) {
            String text = form.replace(":N", ":7").replace(":DIR", ":there").replace(":FILE", ":there.csv");
            assertThat(DataSource.parse(text)).as(form).hasToString(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mnist:some/folder", "idx:other"})
    void writesWhatItParsed(String text) {
        assertThat(DataSource.parse(text)).hasToString(text);
    }

    @Test
    void isMeantInAWorkingDirectory() {
        Path there = Path.of("/there");
        assertThat(DataSource.parse("mnist:digits").from(there)).hasToString("mnist:/there/digits");
        assertThat(DataSource.parse("images:a b?size=8").from(there)).hasToString("images:/there/a b?size=8x8");
        assertThat(DataSource.parse("csv:/here/a.csv").from(there)).hasToString("csv:/here/a.csv");
        assertThat(DataSource.parse("birds:7").from(there)).hasToString("birds:7");
    }
}
