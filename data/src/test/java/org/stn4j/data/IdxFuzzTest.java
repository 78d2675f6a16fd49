package org.stn4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files: whatever was broken, the answer is a data set or one line. */
class IdxFuzzTest {
    private static final int ROUNDS = 4000;

    @TempDir
    Path folder;

    @Test
    void damageGivesNothingButIoExceptions() throws IOException {
        long seed = System.nanoTime();
        SeededRandom random = new SeededRandom(seed);
        float[] values = new float[4 * 5 * 6];
        Arrays.fill(values, 0.5f);
        List<byte[]> originals = List.of(
                IdxBytes.images(4, 5, 6),
                IdxBytes.gzip(IdxBytes.images(4, 5, 6)),
                IdxBytes.floats(values, 4, 5, 6),
                IdxBytes.gzip(IdxBytes.floats(values, 4, 5, 6)));
        Path labels = IdxBytes.write(folder, "labels", IdxBytes.labels(4, 4));
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = damaged(originals.get(random.nextInt(originals.size())), random);
            Path images = IdxBytes.write(folder, "images", damaged);
            try {
                Dataset data = IdxDataset.read(images, labels);
                DatasetContract.read(data, data.size() - 1);
            } catch (IOException e) {
                refused++;
                assertThat(e.getMessage()).startsWith(images.toString()).doesNotContain("\n");
            } catch (RuntimeException | Error e) {
                fail("seed " + seed + ", round " + round + ": " + Arrays.toString(damaged), e);
            }
        }
        assertThat(refused).isGreaterThan(ROUNDS / 4);
    }

    private static byte[] damaged(byte[] original, SeededRandom random) {
        byte[] bytes = original.clone();
        if (random.nextInt(3) == 0) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        int flips = 1 + random.nextInt(4);
        for (int i = 0; i < flips; i++) {
            // The header is where damage is interesting.
            int at = random.nextInt(random.nextInt(2) == 0 ? 16 : bytes.length);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }
}
