package org.stn4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxDatasetTest extends DatasetContract {
    @TempDir
    Path folder;

    @Override
    Dataset dataset() throws IOException {
        return read(IdxBytes.images(7, 3, 5), IdxBytes.labels(7, 4));
    }

    private Dataset read(byte[] images, byte[] labels) throws IOException {
        return IdxDataset.read(IdxBytes.write(folder, "pictures", images), IdxBytes.write(folder, "classes", labels));
    }

    private void assertRefused(byte[] images, byte[] labels, String file, String... words) {
        assertThatThrownBy(() -> read(images, labels))
                .isInstanceOf(DataFileException.class)
                .hasMessageStartingWith(folder.resolve(file) + ": ")
                .hasMessageContainingAll(words)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void readsBytesRowByRow() throws IOException {
        Dataset data = dataset();
        assertThat(data.size()).isEqualTo(7);
        assertThat(data.shape()).isEqualTo(new ImageShape(1, 3, 5));
        assertThat(data.labels()).containsExactly("0", "1", "2", "3");
        assertThat(data.label(6)).isEqualTo(2);
        float[] third = read(data, 2);
        assertThat(third[0]).isEqualTo(30 / 255f);
        assertThat(third[14]).isEqualTo(44 / 255f);
    }

    @Test
    void byte255Is1() throws IOException {
        byte[] images = IdxBytes.join(IdxBytes.header(0x08, 1, 1, 2), new byte[] {(byte) 255, 0});
        assertThat(read(read(images, IdxBytes.labels(1, 1)), 0)).containsExactly(1, 0);
    }

    @Test
    void gzipMakesNoDifference() throws IOException {
        Dataset plain = dataset();
        Dataset packed = read(IdxBytes.gzip(IdxBytes.images(7, 3, 5)), IdxBytes.gzip(IdxBytes.labels(7, 4)));
        for (int i = 0; i < 7; i++) {
            assertThat(read(packed, i)).isEqualTo(read(plain, i));
        }
    }

    @Test
    void readsBigEndianFloats() throws IOException {
        float[] values = {0, 0.25f, 0.5f, 1};
        Dataset data = read(IdxBytes.floats(values, 2, 1, 2), IdxBytes.labels(2, 2));
        assertThat(read(data, 0)).containsExactly(0, 0.25f);
        assertThat(read(data, 1)).containsExactly(0.5f, 1);
    }

    @Test
    void fourDimensionsAreChannelsFirst() throws IOException {
        byte[] images = IdxBytes.join(IdxBytes.header(0x08, 1, 3, 2, 2), new byte[12]);
        assertThat(read(images, IdxBytes.labels(1, 1)).shape()).isEqualTo(new ImageShape(3, 2, 2));
    }

    @ParameterizedTest
    @CsvSource({"-0.5", "1.5", "NaN", "Infinity"})
    void refusesFloatsOutside0To1(float value) {
        assertRefused(
                IdxBytes.floats(new float[] {0, value}, 1, 1, 2),
                IdxBytes.labels(1, 1),
                "pictures",
                "" + value,
                "scale");
    }

    @Test
    void refusesAWrongMagic() {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', 1, 2, 3, 4};
        assertRefused(png, IdxBytes.labels(1, 1), "pictures", "not an IDX file", "89 50 4e 47");
        assertRefused(
                IdxBytes.join(IdxBytes.header(0x42, 1, 1, 1), new byte[1]),
                IdxBytes.labels(1, 1),
                "pictures",
                "not an IDX file",
                "0x42");
    }

    @ParameterizedTest
    @CsvSource({"0x09, signed bytes", "0x0B, 16-bit integers", "0x0C, 32-bit integers", "0x0E, 64-bit floats"})
    void namesTheTypesThatItDoesNotRead(String type, String name) {
        byte[] images = IdxBytes.join(IdxBytes.header(Integer.decode(type), 1, 1, 1), new byte[8]);
        assertRefused(images, IdxBytes.labels(1, 1), "pictures", name, type, "convert");
    }

    @Test
    void refusesTruncation() {
        byte[] whole = IdxBytes.images(2, 3, 3);
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);
        assertRefused(cut, IdxBytes.labels(2, 2), "pictures", "truncated", "2x3x3", "18 bytes", "only 17");
        assertRefused(IdxBytes.gzip(cut), IdxBytes.labels(2, 2), "pictures", "truncated");
        byte[] packed = IdxBytes.gzip(whole);
        assertRefused(Arrays.copyOf(packed, packed.length - 9), IdxBytes.labels(2, 2), "pictures", "too early");
        assertRefused(Arrays.copyOf(whole, 9), IdxBytes.labels(2, 2), "pictures", "truncated in its header");
        assertRefused(new byte[0], IdxBytes.labels(2, 2), "pictures", "is empty");
        assertRefused(whole, new byte[0], "classes", "is empty");
    }

    @Test
    void refusesDamagedGzip() {
        byte[] packed = IdxBytes.gzip(IdxBytes.images(2, 3, 3));
        packed[packed.length - 6] ^= 1;
        assertRefused(packed, IdxBytes.labels(2, 2), "pictures", "damaged gzip", "download it again");
    }

    @Test
    void refusesTrailingBytes() {
        byte[] longer = IdxBytes.join(IdxBytes.images(2, 3, 3), new byte[1]);
        assertRefused(longer, IdxBytes.labels(2, 2), "pictures", "goes on after the 18 bytes");
    }

    @Test
    void refusesFilesThatDoNotBelongTogether() {
        byte[] images = IdxBytes.images(2, 3, 3);
        assertRefused(images, IdxBytes.labels(3, 2), "pictures", "2 pictures", "3 labels", "classes");
        assertRefused(images, images, "classes", "no label file", "swapped");
        assertRefused(IdxBytes.labels(3, 3), IdxBytes.labels(3, 3), "pictures", "no picture file");
        assertRefused(images, IdxBytes.header(0x08, 0), "classes", "0 items");
    }

    @Test
    void aLyingHeaderCostsNoMemory() {
        // Two gigabytes declared: would end in OutOfMemoryError if it were believed, for the tests have less memory.
        byte[] lying = IdxBytes.join(IdxBytes.header(0x0D, 536_870_000, 1, 1), new byte[10]);
        assertRefused(lying, IdxBytes.labels(1, 1), "pictures", "truncated", "only 10");
        byte[] larger = IdxBytes.join(IdxBytes.header(0x08, 2_000_000_000, 28, 28), new byte[10]);
        assertRefused(larger, IdxBytes.labels(1, 1), "pictures", "2000000000x28x28", "2 GB");
        byte[] negative = IdxBytes.join(IdxBytes.header(0x08, -1, 28, 28), new byte[10]);
        assertRefused(negative, IdxBytes.labels(1, 1), "pictures", "4294967295");
    }

    @Test
    void namesAMissingFile() {
        assertThatThrownBy(() -> IdxDataset.read(folder.resolve("a"), folder.resolve("b")))
                .isInstanceOf(DataFileException.class)
                .hasMessage(folder.resolve("b") + ": no such file");
        assertThatThrownBy(() -> IdxDataset.read(folder.resolve("a"), folder)).hasMessage(folder + ": is not a file");
    }
}
