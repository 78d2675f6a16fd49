package org.stn4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RealDataTest {

    @Test
    void mnist() throws IOException {
        Splits splits = DataSource.parse("mnist:" + SharedData.folder("mnist")).open();
        assertThat(splits.train().size()).isEqualTo(55_000);
        assertThat(splits.validation().size()).isEqualTo(5_000);
        assertThat(splits.test().size()).isEqualTo(10_000);
        assertThat(splits.train().shape()).isEqualTo(new ImageShape(1, 28, 28));
        assertThat(splits.train().labels()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        // The first training digit is a five, the first test digit a seven.
        assertThat(splits.train().label(0)).isEqualTo(5);
        assertThat(splits.test().label(0)).isEqualTo(7);
    }

    @Test
    void mnistPixelsAreThePublishedOnes() throws IOException, NoSuchAlgorithmException {
        Path folder = SharedData.folder("mnist");
        Dataset data = IdxDataset.read(
                folder.resolve("train-images-idx3-ubyte.gz"), folder.resolve("train-labels-idx1-ubyte.gz"));
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        md5.update(IdxBytes.header(0x08, 60_000, 28, 28));
        float[] picture = new float[784];
        byte[] bytes = new byte[784];
        for (int i = 0; i < data.size(); i++) {
            data.read(i, picture, 0);
            for (int p = 0; p < 784; p++) {
                bytes[p] = (byte) Math.round(picture[p] * 255);
            }
            md5.update(bytes);
        }
        assertThat(HexFormat.of().formatHex(md5.digest())).isEqualTo("6bbc9ace898e44ae57da46a324031adb");
    }

    @Test
    void clutteredMnist() throws IOException {
        Splits splits =
                DataSource.parse("idx:" + SharedData.folder("cluttered-mnist")).open();
        assertThat(splits.train().size()).isEqualTo(10_000);
        assertThat(splits.validation().size()).isEqualTo(1_000);
        assertThat(splits.test().size()).isEqualTo(1_000);
        assertThat(splits.train().shape()).isEqualTo(new ImageShape(1, 40, 40));
        float[] picture = DatasetContract.read(splits.test(), 999);
        double sum = 0;
        for (float value : picture) {
            sum += value;
        }
        assertThat(sum).isBetween(50.0, 400.0);
    }
}
