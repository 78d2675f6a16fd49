package org.stn4j.train.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Summary;

/** What is written is what TensorFlow reads, whatever was there before. */
class EventFileTest {
    @TempDir
    Path folder;

    private static Event event(long step) {
        return new Event(
                1234.5,
                step,
                List.of(new Event.Scalar("loss/training", 1.0 / step), new Event.Scalar("θ", Double.NaN)),
                step % 2 == 0 ? List.of() : List.of(new Event.Image("gallery", 3, 200, new byte[] {1, 2, -3})));
    }

    private Path written(long... steps) throws IOException {
        Path path = folder.resolve("events.out.tfevents");
        Files.deleteIfExists(path);
        try (EventFile file = EventFile.open(path, List.of(), 1)) {
            for (long step : steps) {
                file.append(event(step));
            }
            assertThat(file.events()).isEqualTo(steps.length);
        }
        return path;
    }

    private static List<Long> steps(Path path) throws IOException {
        return TensorFlowEvents.read(path).stream()
                .skip(1)
                .map(org.tensorflow.proto.Event::getStep)
                .toList();
    }

    @Test
    void tensorFlowReadsWhatWasWritten() throws IOException {
        List<org.tensorflow.proto.Event> events = TensorFlowEvents.read(written(7, 300, 1L << 40));
        assertThat(events).hasSize(4);
        assertThat(events.get(0).getFileVersion()).isEqualTo("brain.Event:2");
        assertThat(events.get(0).getWallTime()).isEqualTo(1);
        org.tensorflow.proto.Event first = events.get(1);
        assertThat(first.getWallTime()).isEqualTo(1234.5);
        assertThat(first.getStep()).isEqualTo(7);
        List<Summary.Value> values = first.getSummary().getValueList();
        assertThat(values.stream().map(Summary.Value::getTag)).containsExactly("loss/training", "θ", "gallery");
        assertThat(values.get(0).getSimpleValue()).isEqualTo(1f / 7);
        assertThat(values.get(1).getSimpleValue()).isNaN();
        Summary.Image image = values.get(2).getImage();
        assertThat(List.of(image.getWidth(), image.getHeight(), image.getColorspace()))
                .containsExactly(3, 200, 3);
        assertThat(image.getEncodedImageString().toByteArray()).containsExactly(1, 2, -3);
        assertThat(events.get(2).getSummary().getValueList()).hasSize(2);
        assertThat(events.get(3).getStep()).isEqualTo(1L << 40);
    }

    /** CRC-32C's published check value, and what TensorBoard's own masked_crc32c answers. */
    @Test
    void checksumsAreTensorFlows() {
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
        assertThat(TensorFlowEvents.slowChecksum(digits)).isEqualTo(0xe3069283L);
        assertThat(EventFile.checksum(digits, 0, 9)).isEqualTo(0xc78ab0e5);
        assertThat(EventFile.checksum(digits, 0, 0)).isEqualTo(0xa282ead8);
        assertThat(EventFile.checksum(new byte[32], 0, 32)).isEqualTo(0x0fd7fffa);
    }

    /** Cut off at every byte, as a kill or a full disk may: what is whole stays, and what follows is read. */
    @Test
    void everyCutIsMended() throws IOException {
        byte[] whole = Files.readAllBytes(written(7, 300));
        Path path = folder.resolve("cut");
        for (int length = 0; length <= whole.length; length++) {
            Files.write(path, Arrays.copyOf(whole, length));
            int kept;
            try (EventFile file = EventFile.open(path, List.of(7L, 300L, 301L), 1)) {
                kept = file.events();
                for (long step : LongStream.of(7, 300, 301).skip(kept).toArray()) {
                    file.append(event(step));
                }
            }
            assertThat(steps(path)).as("cut to %d bytes", length).containsExactly(7L, 300L, 301L);
            assertThat(kept)
                    .isEqualTo(
                            length == whole.length
                                    ? 2
                                    : length >= written(7).toFile().length() ? 1 : 0);
        }
    }

    @Test
    void damagedFilesAreMended() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] whole = Files.readAllBytes(written(7, 300));
        Path path = folder.resolve("damaged");
        for (int round = 0; round < 500; round++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(path, damaged);
            try (EventFile file = EventFile.open(path, List.of(7L, 300L), 1)) {
                assertThat(file.events()).isLessThan(2);
                for (long step : LongStream.of(7, 300).skip(file.events()).toArray()) {
                    file.append(event(step));
                }
            }
            assertThat(steps(path)).as("seed %d, round %d", seed, round).containsExactly(7L, 300L);
        }
    }

    @Test
    void whatIsBeyondTheExpectedStepsIsCutOff() throws IOException {
        Path path = written(7, 300, 400);
        byte[] before = Files.readAllBytes(path);
        EventFile.open(path, List.of(7L, 300L, 400L), 1).close();
        assertThat(path).hasBinaryContent(before);
        EventFile.open(path, List.of(7L, 301L), 1).close();
        assertThat(steps(path)).containsExactly(7L);
        EventFile.open(path, List.of(), 1).close();
        assertThat(steps(path)).isEmpty();
    }

    @Test
    void aFileThatIsSomethingElseIsBegunAnew() throws IOException {
        Path path =
                Files.writeString(folder.resolve("other"), "this is no event file, and longer than a record's head");
        EventFile.open(path, List.of(7L), 1).close();
        assertThat(TensorFlowEvents.read(path)).hasSize(1);
        assertThatIOException()
                .isThrownBy(() -> EventFile.open(folder, List.of(), 1))
                .withMessageStartingWith("cannot write " + folder + ": ");
    }
}
