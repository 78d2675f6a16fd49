package org.stn4j.nn.file;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Safetensors files as somebody might make them who means ill: almost right, and with one or two lies in them. */
final class HostileFiles {
    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "3",
            "1.5",
            "\"4\"",
            "null",
            "[]",
            "2147483647",
            "4294967296",
            "4611686018427387904",
            "9223372036854775807",
            "9223372036854775808",
            "1e300",
            "9".repeat(1_500));
    private static final List<Long> LENGTHS = List.of(
            0L, 1L, 7L, 99_999_999L, 100_000_001L, (1L << 31) - 1, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE, -1L);
    private static final List<String> NAMES =
            List.of("a", "b", "", "__metadata__", "a/b.c", "\\u0000", "x\\ny", "\\\"", "\u03b8", "n".repeat(3_000));

    private final RandomGenerator random;

    HostileFiles(RandomGenerator random) {
        this.random = random;
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private boolean sometimes() {
        return random.nextInt(12) == 0;
    }

    byte[] next() {
        List<String> entries = new ArrayList<>();
        int data = 0;
        for (int i = random.nextInt(5); i >= 0; i--) {
            int rows = random.nextInt(3);
            int columns = 1 + random.nextInt(4);
            int end = data + 4 * rows * columns;
            entries.add(tensor(i, List.of(rows, columns), data, end));
            data = end;
        }
        if (random.nextBoolean()) {
            entries.add(sometimes() ? "\"__metadata__\":" + nested() : "\"__metadata__\":{\"format\":\"pt\"}");
        }
        byte[] header = damaged("{" + String.join(sometimes() ? ",," : ",", entries) + "}");
        long length = sometimes() ? one(LENGTHS) : header.length + (sometimes() ? random.nextInt(-9, 9) : 0);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .array());
        file.writeBytes(header);
        file.writeBytes(new byte[Math.max(0, data + (sometimes() ? random.nextInt(-9, 9) : 0))]);
        byte[] bytes = file.toByteArray();
        return sometimes() ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private String tensor(int index, List<Integer> shape, int begin, int end) {
        String name = sometimes() ? one(NAMES) : "t" + index;
        String dtype = sometimes() ? one(List.of("\"F4\"", "\"F64\"", "\"f32\"", "32", "null", nested())) : "\"F32\"";
        String sizes = sometimes()
                ? hostileSizes()
                : shape.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
        String offsets = "[" + (sometimes() ? one(NUMBERS) : begin) + "," + (sometimes() ? one(NUMBERS) : end) + "]";
        List<String> fields =
                new ArrayList<>(List.of("\"dtype\":" + dtype, "\"shape\":" + sizes, "\"data_offsets\":" + offsets));
        if (sometimes()) {
            fields.add(one(List.of("\"shape\":[1]", "\"other\":" + nested(), "\"dtype\":\"F32\"")));
        }
        if (sometimes()) {
            fields.remove(random.nextInt(fields.size()));
        }
        return "\"" + name + "\":{" + String.join(",", fields) + "}";
    }

    private String hostileSizes() {
        int axes = sometimes() ? 20_000 : random.nextInt(4);
        return IntStream.range(0, axes)
                .mapToObj(i -> axes > 4 ? "1" : one(NUMBERS))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private String nested() {
        int depth = one(List.of(1, 10, 1_000, 30_000));
        String open = one(List.of("[", "{\"a\":"));
        return sometimes()
                ? open.repeat(depth)
                : open.repeat(depth) + "1" + (open.equals("[") ? "]" : "}").repeat(depth);
    }

    private byte[] damaged(String header) {
        byte[] bytes = header.getBytes(StandardCharsets.UTF_8);
        if (sometimes()) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        if (sometimes()) {
            bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(8));
            Arrays.fill(bytes, header.length(), bytes.length, (byte) (random.nextBoolean() ? ' ' : 0));
        }
        return bytes;
    }
}
