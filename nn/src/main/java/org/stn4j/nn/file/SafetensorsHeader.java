package org.stn4j.nn.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file, read strictly: every number in it is checked against the file before it is used.
 *
 * @param metadata the {@code __metadata__} of the file
 * @param tensors what the file holds, in the order of the bytes
 */
record SafetensorsHeader(Map<String, String> metadata, Map<String, TensorInfo> tensors) {
    static final String METADATA = "__metadata__";

    private static final int LONGEST_SHOWN = 200;

    /** As many as NumPy and libtorch can have; a list without end would be many times as large as its text. */
    private static final int MOST_AXES = 64;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    // Deeper than any header; metadata may be one long text.
                    .maxNestingDepth(16)
                    .maxStringLength((int) Safetensors.LARGEST_HEADER)
                    .maxNameLength((int) Safetensors.LARGEST_HEADER)
                    .build())
            .build();

    /**
     * Reads and checks a header.
     *
     * @param json its text, from the first brace on
     * @param dataLength bytes that follow it in the file
     * @throws IOException if it is not right; the message does not name the file
     */
    static SafetensorsHeader parse(char[] json, long dataLength) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            Map<String, String> metadata = Map.of();
            Map<String, TensorInfo> tensors = new LinkedHashMap<>();
            expect(parser.nextToken(), JsonToken.START_OBJECT, "the header");
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                if (name.equals(METADATA)) {
                    metadata = metadata(parser);
                } else {
                    tensors.put(name, tensor(parser, "tensor '" + shown(name) + "'"));
                }
            }
            if (parser.nextToken() != null) {
                throw new IOException("something follows the JSON object in its header");
            }
            return new SafetensorsHeader(metadata, inOrder(tensors, dataLength));
        } catch (JsonProcessingException e) {
            throw new IOException("its header is not valid JSON: " + firstLine(e.getOriginalMessage()), e);
        }
    }

    private static Map<String, String> metadata(JsonParser parser) throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        expect(parser.nextToken(), JsonToken.START_OBJECT, METADATA);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            expect(parser.nextToken(), JsonToken.VALUE_STRING, METADATA + " '" + shown(key) + "'");
            metadata.put(key, parser.getText());
        }
        return metadata;
    }

    private static TensorInfo tensor(JsonParser parser, String what) throws IOException {
        DType dtype = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        expect(parser.nextToken(), JsonToken.START_OBJECT, what);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            JsonToken token = parser.nextToken();
            switch (field) {
                case "dtype" -> {
                    expect(token, JsonToken.VALUE_STRING, "the dtype of " + what);
                    String name = parser.getText();
                    dtype = DType.named(name)
                            .orElseThrow(() -> new IOException(
                                    what + " has the unknown dtype '" + shown(name) + "'; known are " + DType.names()));
                }
                case "shape" -> shape = sizes(parser, token, "the shape of " + what);
                case "data_offsets" -> offsets = sizes(parser, token, "the data_offsets of " + what);
                // The reference implementation ignores fields that it does not know.
                default -> parser.skipChildren();
            }
        }
        if (dtype == null || shape == null || offsets == null || offsets.size() != 2) {
            throw new IOException(what + " lacks a dtype, a shape or a pair of data_offsets");
        }
        return new TensorInfo(dtype, shape, offsets.get(0), offsets.get(1));
    }

    private static List<Long> sizes(JsonParser parser, JsonToken token, String what) throws IOException {
        List<Long> sizes = new ArrayList<>();
        expect(token, JsonToken.START_ARRAY, what);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser.currentToken(), JsonToken.VALUE_NUMBER_INT, what);
            // A number beyond the range of a long is a JsonProcessingException here.
            long size = parser.getLongValue();
            if (size < 0) {
                throw new IOException(what + " has the negative number " + size);
            }
            if (sizes.size() == MOST_AXES) {
                throw new IOException(what + " has more than " + MOST_AXES + " axes");
            }
            sizes.add(size);
        }
        return sizes;
    }

    /** Checks that the tensors cover the data exactly once. */
    private static Map<String, TensorInfo> inOrder(Map<String, TensorInfo> tensors, long dataLength)
            throws IOException {
        Map<String, TensorInfo> ordered = new LinkedHashMap<>();
        long covered = 0;
        for (Map.Entry<String, TensorInfo> entry : tensors.entrySet().stream()
                .sorted(Comparator.comparing(
                        Map.Entry::getValue,
                        Comparator.comparingLong(TensorInfo::begin).thenComparingLong(TensorInfo::end)))
                .toList()) {
            TensorInfo info = entry.getValue();
            String what = "tensor '" + shown(entry.getKey()) + "'";
            if (info.begin() != covered) {
                throw new IOException(what + " starts at byte " + info.begin() + ", where "
                        + (info.begin() < covered ? "another one is" : "a gap of unused bytes ends"));
            }
            if (info.end() < info.begin() || info.end() > dataLength) {
                throw new IOException(what + " ends at byte " + info.end() + " of " + dataLength
                        + "; the file is damaged or was cut off");
            }
            checkSize(what, info);
            covered = info.end();
            ordered.put(entry.getKey(), info);
        }
        if (covered != dataLength) {
            throw new IOException((dataLength - covered) + " bytes at its end belong to no tensor");
        }
        return ordered;
    }

    private static void checkSize(String what, TensorInfo info) throws IOException {
        try {
            if (TensorInfo.bytes(info.dtype(), info.shape()) == info.bytes()) {
                return;
            }
        } catch (ArithmeticException e) {
            // Reported below, as every other size that is not the one given.
        }
        throw new IOException(what + " has " + info.bytes() + " bytes, which is not the size of " + info.dtype() + " "
                + info.shape());
    }

    private static void expect(JsonToken found, JsonToken expected, String what) throws IOException {
        if (found != expected) {
            String kind = switch (expected) {
                case START_OBJECT -> "an object";
                case START_ARRAY -> "a list";
                case VALUE_STRING -> "a text";
                default -> "a list of whole numbers";
            };
            throw new IOException(what + " is not " + kind);
        }
    }

    /** A text of the file as it can stand within a line. */
    private static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…";
    }

    private static String firstLine(String message) {
        // The parser also says where the text came from, which is always an array of characters here.
        return shown(message.lines().findFirst().orElse("").replaceAll(" \\(start marker at \\[.*?]\\)", ""));
    }
}
