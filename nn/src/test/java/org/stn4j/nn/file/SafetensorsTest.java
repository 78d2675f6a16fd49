package org.stn4j.nn.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

    @TempDir
    private Path folder;

    /** Worked out by hand from the published description of the format. */
    private static final byte[] BY_HAND = HexFormat.of()
            .parseHex(
                    // 136, little endian: 134 bytes of JSON and two spaces.
                    "8800000000000000"
                            + HexFormat.of()
                                    .formatHex(("{\"__metadata__\":{\"k\":\"v\"},"
                                                    + "\"b\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]},"
                                                    + "\"a\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[8,11]}}")
                                            .getBytes(StandardCharsets.US_ASCII))
                            + "2020"
                            // 1.0 and -2.5
                            + "0000803f" + "000020c0"
                            + "01ff7f");

    private static Map<String, RawTensor> tensorsByHand() {
        return Map.of(
                "a",
                new RawTensor(DType.U8, List.of(3L), ByteBuffer.wrap(new byte[] {1, -1, 127})),
                "b",
                RawTensor.of(List.of(2, 1), new float[] {1, -2.5f}));
    }

    @Test
    void writesTheBytesWorkedOutByHand() throws IOException {
        Path file = folder.resolve("model.safetensors");
        Safetensors.write(file, Map.of("k", "v"), tensorsByHand());
        assertThat(HexFormat.of().formatHex(Files.readAllBytes(file)))
                .isEqualTo(HexFormat.of().formatHex(BY_HAND));
    }

    @Test
    void readsTheBytesWorkedOutByHand() throws IOException {
        Path file = Files.write(folder.resolve("model.safetensors"), BY_HAND);
        try (Safetensors tensors = Safetensors.open(file)) {
            assertThat(tensors.metadata()).containsExactly(Map.entry("k", "v"));
            assertThat(tensors.tensors().keySet()).containsExactly("b", "a");
            assertThat(tensors.read("b").floats()).containsExactly(1, -2.5f);
            assertThat(tensors.read("a"))
                    .satisfies(tensor -> assertThat(tensor.shape()).containsExactly(3L))
                    .satisfies(tensor -> assertThat(tensor.data().array()).containsExactly(1, -1, 127));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tensors.read("c"))
                    .withMessage(file + ": there is no tensor 'c'");
        }
    }

    @Test
    void readsTheExampleOfTheReferenceImplementation() throws IOException {
        // From the documentation of the Rust crate: a 2x2 I32 of zeros, with a header that is not padded.
        byte[] example = ("<\0\0\0\0\0\0\0{\"test\":{\"dtype\":\"I32\",\"shape\":[2,2],\"data_offsets\":[0,16]}}"
                        + "\0".repeat(16))
                .getBytes(StandardCharsets.US_ASCII);
        try (Safetensors tensors = Safetensors.open(Files.write(folder.resolve("example"), example))) {
            assertThat(tensors.tensors())
                    .containsExactly(Map.entry("test", new TensorInfo(DType.I32, List.of(2L, 2L), 0, 16)));
            assertThat(tensors.read("test").data().array()).containsOnly(0).hasSize(16);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeKeepsItsBytes(DType dtype) throws IOException {
        byte[] bytes = new byte[dtype.bits()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (37 * i + 200);
        }
        Path file = folder.resolve("types");
        RawTensor eight = new RawTensor(dtype, List.of(2L, 1L, 4L), ByteBuffer.wrap(bytes));
        RawTensor none = new RawTensor(dtype, List.of(2L, 0L), ByteBuffer.allocate(0));
        Safetensors.write(file, Map.of(), Map.of("eight", eight, "none", none));
        try (Safetensors tensors = Safetensors.open(file)) {
            assertThat(tensors.read("eight")).isEqualTo(eight);
            assertThat(tensors.read("none")).isEqualTo(none);
        }
    }

    @Test
    void floatsOfOtherPrecisions() {
        // Bit patterns of IEEE 754 binary16 and of bfloat16: 1, -2, largest, smallest subnormal, -0, ∞, NaN, 1/3
        // rounded.
        assertThat(shorts(DType.F16, 0x3c00, 0xc000, 0x7bff, 0x0001, 0x8000, 0x7c00, 0x7e00, 0x3555))
                .containsExactly(1, -2, 65504, 0x1p-24f, -0f, Float.POSITIVE_INFINITY, Float.NaN, 1365f / 4096);
        assertThat(shorts(DType.BF16, 0x3f80, 0xc000, 0x0001, 0xff80))
                .containsExactly(1, -2, 0x1p-133f, Float.NEGATIVE_INFINITY);
        ByteBuffer doubles = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(0.1)
                .putDouble(-1e300);
        assertThat(new RawTensor(DType.F64, List.of(2L), doubles.flip()).floats())
                .containsExactly(0.1f, Float.NEGATIVE_INFINITY);
        RawTensor whole = new RawTensor(DType.I32, List.of(), ByteBuffer.allocate(4));
        assertThatIllegalArgumentException().isThrownBy(whole::floats).withMessageContaining("I32");
    }

    private static float[] shorts(DType dtype, int... bits) {
        ByteBuffer data = ByteBuffer.allocate(2 * bits.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : bits) {
            data.putShort((short) value);
        }
        return new RawTensor(dtype, List.of((long) bits.length), data.flip()).floats();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | 1 bytes at its end belong to no tensor",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},"
                        + "\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}"
                        + " | its header is not valid JSON: Duplicate field 'a'",
                "{\"a\":{\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}"
                        + " | its header is not valid JSON: Duplicate field 'dtype'",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,2]}}"
                        + " | tensor 'a' ends at byte 2 of 1; the file is damaged or was cut off",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,0]}}"
                        + " | tensor 'a' starts at byte 1, where a gap of unused bytes ends",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},"
                        + "\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}"
                        + " | tensor 'b' starts at byte 0, where another one is",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,1]}}"
                        + " | tensor 'a' has 1 bytes, which is not the size of U8 [2]",
                "{\"a\":{\"dtype\":\"F4\",\"shape\":[1],\"data_offsets\":[0,1]}}"
                        + " | tensor 'a' has 1 bytes, which is not the size of F4 [1]",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,1]}}"
                        + " | tensor 'a' has 1 bytes, which is not the size of U8 [4294967296, 4294967296]",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[-1],\"data_offsets\":[0,1]}}"
                        + " | the shape of tensor 'a' has the negative number -1",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[1.0],\"data_offsets\":[0,1]}}"
                        + " | the shape of tensor 'a' is not a list of whole numbers",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":1,\"data_offsets\":[0,1]}} | the shape of tensor 'a' is not a list",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1,1]}}"
                        + " | tensor 'a' lacks a dtype, a shape or a pair of data_offsets",
                "{\"a\":{\"dtype\":\"U8\",\"data_offsets\":[0,1]}}"
                        + " | tensor 'a' lacks a dtype, a shape or a pair of data_offsets",
                "{\"a\":{\"dtype\":8,\"shape\":[1],\"data_offsets\":[0,1]}} | the dtype of tensor 'a' is not a text",
                "{\"a\":3} | tensor 'a' is not an object",
                "{\"__metadata__\":{\"k\":3}} | __metadata__ 'k' is not a text",
                "{\"__metadata__\":{\"k\":null}} | __metadata__ 'k' is not a text",
                "{\"__metadata__\":[]} | __metadata__ is not an object",
                "{} {} | something follows the JSON object in its header",
                "[] | not a safetensors file: its header does not start with a brace",
                "` {}` | not a safetensors file: its header does not start with a brace",
                "`` | not a safetensors file: its header does not start with a brace",
            })
    void aHeaderThatIsNotRightIsOneLine(String header, String message) throws IOException {
        Path file = Files.write(folder.resolve("bad"), file(header.getBytes(StandardCharsets.UTF_8), 1));
        assertThatIOException().isThrownBy(() -> Safetensors.open(file)).withMessage(file + ": " + message);
    }

    @Test
    void unknownTypesAreNamed() throws IOException {
        String header = "{\"a\":{\"dtype\":\"float32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
        Path file = Files.write(folder.resolve("bad"), file(header.getBytes(StandardCharsets.UTF_8), 4));
        assertThatIOException()
                .isThrownBy(() -> Safetensors.open(file))
                .withMessageStartingWith(file + ": tensor 'a' has the unknown dtype 'float32'; known are BOOL, ");
    }

    @Test
    void numbersTextAndNestingOutOfRange() throws IOException {
        for (String header : List.of(
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[99999999999999999999],\"data_offsets\":[0,1]}}",
                "{\"a\":{\"x\":" + "[".repeat(100_000),
                "{\"a\":" + "{\"a\":".repeat(100_000),
                "{\"a\":{\"x\":" + "9".repeat(100_000) + "}}",
                "{\"" + "a".repeat(100_000),
                "{")) {
            Path file = Files.write(folder.resolve("bad"), file(header.getBytes(StandardCharsets.UTF_8), 1));
            assertThatIOException()
                    .isThrownBy(() -> Safetensors.open(file))
                    .satisfies(e -> assertThat(e.getMessage())
                            .startsWith(file + ": ")
                            .hasSizeLessThan(500)
                            .doesNotContain("\n"));
        }
        byte[] notUtf8 = "{\"a\":\"?\"}".getBytes(StandardCharsets.US_ASCII);
        notUtf8[6] = (byte) 0xc3;
        Path file = Files.write(folder.resolve("bad"), file(notUtf8, 0));
        assertThatIOException()
                .isThrownBy(() -> Safetensors.open(file))
                .withMessage(file + ": not a safetensors file: its header is not UTF-8 text");
    }

    private static byte[] file(byte[] header, int dataLength) {
        return ByteBuffer.allocate(8 + header.length + dataLength)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .array();
    }

    @Test
    void aHeaderLengthBeyondTheFileAllocatesNothing() throws IOException {
        for (long length : new long[] {Long.MAX_VALUE, -1, Long.MIN_VALUE, 1L << 40, 99_999_999, 9}) {
            byte[] bytes = ByteBuffer.allocate(16)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(length)
                    .array();
            Path file = Files.write(folder.resolve("bad"), bytes);
            assertThatIOException()
                    .isThrownBy(() -> Safetensors.open(file))
                    .withMessage(file + ": not a safetensors file, or cut off: its header would be "
                            + Long.toUnsignedString(length) + " bytes long, and the file has 16");
        }
        Path sparse = folder.resolve("sparse");
        try (FileChannel channel = FileChannel.open(sparse, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(100_000_001)
                    .flip());
            channel.write(ByteBuffer.allocate(1), 200_000_000);
        }
        assertThatIOException()
                .isThrownBy(() -> Safetensors.open(sparse))
                .withMessage(sparse + ": its header of 100000001 bytes is longer than the 100000000 that are allowed");
    }

    @Test
    void filesBeyondTwoGibibytesAreRead() throws IOException {
        // A file with a hole: three billion bytes on the disk take a few.
        String header = "{\"a\":{\"dtype\":\"U8\",\"shape\":[3000000000],\"data_offsets\":[0,3000000000]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[3000000000,3000000004]}}";
        Path file = folder.resolve("large");
        byte[] head = file(header.getBytes(StandardCharsets.US_ASCII), 0);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.wrap(head));
            channel.write(
                    ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, 7), head.length + 3_000_000_000L);
        }
        try (Safetensors tensors = Safetensors.open(file)) {
            assertThat(tensors.read("b").floats()).containsExactly(7);
            assertThatIOException()
                    .isThrownBy(() -> tensors.read("a"))
                    .withMessage(file + ": tensor 'a' of 3000000000 bytes is larger than 2 GiB");
        }
    }

    @Test
    void theElementsOfLargeTensorsAreCounted() throws IOException {
        // A file with a hole, mapped: nothing of it is read.
        Path file = folder.resolve("large");
        try (FileChannel channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.SPARSE)) {
            for (long bytes : new long[] {1L << 28, (1L << 31) - 8}) {
                RawTensor tensor = new RawTensor(
                        DType.F64, List.of(bytes / 8), channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes));
                assertThat(tensor.elements()).isEqualTo(bytes / 8);
            }
        }
    }

    @Test
    void manyPiecesAreWrittenAndRead() throws IOException {
        float[] values = new float[Safetensors.PIECE / 2 + 13];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        Path file = folder.resolve("pieces");
        Safetensors.write(file, Map.of(), Map.of("x", RawTensor.of(List.of(values.length), values)));
        try (Safetensors tensors = Safetensors.open(file)) {
            assertThat(tensors.read("x").floats()).isEqualTo(values);
        }
    }

    @Test
    void everyCutIsNoticed() throws IOException {
        for (int length = 0; length < BY_HAND.length; length++) {
            Path file = Files.write(folder.resolve("cut"), Arrays.copyOf(BY_HAND, length));
            assertThatIOException()
                    .as("cut to %d bytes", length)
                    .isThrownBy(() -> Safetensors.open(file))
                    .withMessageStartingWith(file + ": ")
                    .withMessageNotContaining("\n");
        }
    }

    @Test
    void damagedFilesAreOneLineOrReadable() throws IOException {
        long seed = System.nanoTime();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int round = 0; round < 3_000; round++) {
            byte[] damaged = BY_HAND.clone();
            for (int hits = random.nextInt(1, 4); hits > 0; hits--) {
                int at = random.nextInt(damaged.length);
                damaged[at] =
                        (byte) (random.nextBoolean() ? damaged[at] ^ (1 << random.nextInt(8)) : random.nextInt(256));
            }
            // In place: some file systems force a truncated file to the disk when it is closed.
            Path file = Files.write(
                    folder.resolve("damaged"), damaged, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try (Safetensors tensors = Safetensors.open(file)) {
                for (String name : tensors.tensors().keySet()) {
                    assertThat(tensors.read(name).data().remaining()).isLessThan(damaged.length);
                }
            } catch (IOException e) {
                assertThat(e.getMessage())
                        .as("seed %d, round %d", seed, round)
                        .startsWith(file + ": ")
                        .doesNotContain("\n");
            }
        }
    }

    @Test
    void aFailedWriteLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("model"), "old");
        assertThatIOException()
                .isThrownBy(() -> AtomicFile.write(file, channel -> {
                    channel.write(ByteBuffer.allocate(100));
                    throw new IOException("No space left on device");
                }))
                .withMessage("cannot write " + file + ": No space left on device");
        assertThat(file).hasContent("old");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ä"})
    void theLongestNamesAreWritten(String letter) throws IOException {
        Charset names = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        assumeTrue(names.newEncoder().canEncode(letter), "this system's files have no such names: " + letter);
        int most = 255 / letter.getBytes(StandardCharsets.UTF_8).length;
        for (int length : List.of(1, 100, 213, most)) {
            String name = letter.repeat(Math.min(length, most));
            List<Path> seen = new ArrayList<>();
            AtomicFile.write(folder.resolve(name), channel -> {
                try (Stream<Path> files = Files.list(folder)) {
                    files.filter(file -> file.getFileName().toString().startsWith("."))
                            .forEach(seen::add);
                }
            });
            assertThat(folder.resolve(name)).exists();
            // What stays where the process is killed in this moment.
            assertThat(seen).hasSize(1);
            assertThat(AtomicFile.isTemporaryOf(Set.of("a", name), seen.get(0))).isTrue();
            assertThat(AtomicFile.isTemporaryOf(Set.of("a", name + "b"), seen.get(0)))
                    .isFalse();
        }
        Path tooLong = folder.resolve(letter.repeat(most + 1));
        assertThatIOException()
                .isThrownBy(() -> AtomicFile.write(tooLong, new byte[1]))
                .withMessageStartingWith("cannot write " + tooLong + ": ");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith(".")))
                    .isEmpty();
        }
    }

    @Test
    void aLinkIsKeptAndADeviceIsNotReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("model"), "old");
        Path link;
        try {
            link = Files.createSymbolicLink(folder.resolve("latest"), file);
        } catch (IOException | UnsupportedOperationException e) {
            link = abort("this system does not let us make links: " + e);
        }
        AtomicFile.write(link, "new".getBytes(StandardCharsets.UTF_8));
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "there is no " + device);
        assertThatIOException()
                .isThrownBy(() -> AtomicFile.write(device, new byte[1]))
                .withMessage("cannot write /dev/null: it is not a plain file");
    }

    @Test
    void writesOverAnOldFileAndNamesWhatIsInTheWay() throws IOException {
        Path file = Files.writeString(folder.resolve("model"), "old");
        Safetensors.write(file, Map.of(), tensorsByHand());
        try (Safetensors tensors = Safetensors.open(file)) {
            assertThat(tensors.tensors()).hasSize(2);
        }
        Path nowhere = folder.resolve("missing").resolve("model");
        assertThatIOException()
                .isThrownBy(() -> Safetensors.write(nowhere, Map.of(), Map.of()))
                .withMessage("cannot write " + nowhere + ": no such file or folder");
        assertThatIOException()
                .isThrownBy(() -> Safetensors.write(folder, Map.of(), Map.of()))
                .withMessage("cannot write " + folder + ": it is a folder");
        assertThatIOException()
                .isThrownBy(() -> Safetensors.open(folder))
                .withMessage(folder + ": this is a folder, not a safetensors file");
        assertThatIOException()
                .isThrownBy(() -> Safetensors.open(nowhere))
                .withMessage(nowhere + ": no such file or folder");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Safetensors.write(
                        file, Map.of(), Map.of("__metadata__", tensorsByHand().get("a"))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RawTensor.of(List.of(3), new float[2]))
                .withMessage("a F32 tensor of shape [3] does not have 8 bytes");
    }
}
