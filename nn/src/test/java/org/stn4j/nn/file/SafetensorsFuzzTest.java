package org.stn4j.nn.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a file claims, reading it takes little memory, and ends with the file's tensors or with one line. */
class SafetensorsFuzzTest {
    private static final int ROUNDS = 4_000;

    /** For the parser and for the exception with its trace, of any file. */
    private static final long BASE = 500_000;

    /** For the header as bytes, as characters, and as values. */
    private static final long FOR_EACH_BYTE = 40;

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    @Test
    void hostileFilesTakeLittleMemoryAndEndInOneLine() throws IOException {
        assumeTrue(THREADS.isThreadAllocatedMemoryEnabled(), "this JVM does not count what is allocated");
        long seed = System.nanoTime();
        HostileFiles files =
                new HostileFiles(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = files.next();
            Path file = write("hostile", bytes);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            boolean right = open(file, bytes.length, seed, round);
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            assertThat(allocated)
                    .as("seed %d, round %d, a file of %d bytes", seed, round, bytes.length)
                    .isLessThan(BASE + FOR_EACH_BYTE * bytes.length);
            read += right ? 1 : 0;
        }
        // Neither a test of wrong files alone nor one of right ones.
        assertThat(read).as("seed %d", seed).isBetween(ROUNDS / 20, ROUNDS * 19 / 20);
    }

    /** Shorter content in the place of longer needs cutting; some file systems force that to the disk, which is slow. */
    private Path write(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name + "." + bytes.length);
        return Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** Whether a file can be read; then all of its bytes belong to its tensors, each once. */
    private static boolean open(Path path, int size, long seed, int round) {
        try (Safetensors file = Safetensors.open(path)) {
            long bytes = 0;
            for (String name : file.tensors().keySet()) {
                bytes += file.read(name).data().remaining();
            }
            if (bytes > size - Long.BYTES) {
                throw new AssertionError("more bytes than the file has, seed " + seed + ", round " + round);
            }
            return true;
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            if (!message.startsWith(path + ": ") || message.contains("\n") || message.length() > 1_000) {
                throw new AssertionError("not one line that names the file, seed " + seed + ", round " + round, e);
            }
            return false;
        }
    }

    @Test
    void aShapeOfManyAxesIsRefused() throws IOException {
        String header = "{\"a\":{\"dtype\":\"U8\",\"shape\":[" + "1,".repeat(500_000) + "1],\"data_offsets\":[0,1]}}";
        byte[] json = header.getBytes(StandardCharsets.US_ASCII);
        Path file = write(
                "axes",
                ByteBuffer.allocate(Long.BYTES + json.length + 1)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(json.length)
                        .put(json)
                        .array());
        assertThatIOException()
                .isThrownBy(() -> Safetensors.open(file))
                .withMessage(file + ": the shape of tensor 'a' has more than 64 axes");
    }
}
