package org.stn4j.nn.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The bytes of a safetensors file, laid out before the first is written. */
final class SafetensorsWriter {
    /** What the data is aligned to, by spaces behind the header. */
    private static final int ALIGNMENT = 8;

    private static final JsonFactory JSON = new JsonFactory();

    private final List<Map.Entry<String, RawTensor>> tensors;
    private final ByteBuffer head;

    SafetensorsWriter(Map<String, String> metadata, Map<String, RawTensor> tensors) throws IOException {
        if (tensors.containsKey(SafetensorsHeader.METADATA)) {
            throw new IllegalArgumentException("a tensor cannot have the name " + SafetensorsHeader.METADATA);
        }
        this.tensors = tensors.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, RawTensor> entry) ->
                                entry.getValue().dtype())
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .toList();
        this.head = head(new TreeMap<>(metadata));
    }

    private ByteBuffer head(Map<String, String> metadata) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (JsonGenerator generator = JSON.createGenerator(json)) {
            generator.writeStartObject();
            if (!metadata.isEmpty()) {
                generator.writeObjectFieldStart(SafetensorsHeader.METADATA);
                for (Map.Entry<String, String> entry : metadata.entrySet()) {
                    generator.writeStringField(entry.getKey(), entry.getValue());
                }
                generator.writeEndObject();
            }
            long offset = 0;
            for (Map.Entry<String, RawTensor> entry : tensors) {
                offset = describe(generator, entry.getKey(), entry.getValue(), offset);
            }
            generator.writeEndObject();
        }
        while (json.size() % ALIGNMENT != 0) {
            json.write(' ');
        }
        if (json.size() > Safetensors.LARGEST_HEADER) {
            throw new IllegalArgumentException("a safetensors header of " + json.size() + " bytes is longer than the "
                    + Safetensors.LARGEST_HEADER + " that are allowed");
        }
        return ByteBuffer.allocate(Long.BYTES + json.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.size())
                .put(json.toByteArray())
                .flip();
    }

    /** Writes where a tensor is, and returns where the next one is. */
    private static long describe(JsonGenerator generator, String name, RawTensor tensor, long offset)
            throws IOException {
        long end = offset + tensor.data().remaining();
        generator.writeObjectFieldStart(name);
        generator.writeStringField("dtype", tensor.dtype().name());
        long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
        generator.writeFieldName("shape");
        generator.writeArray(shape, 0, shape.length);
        generator.writeFieldName("data_offsets");
        generator.writeArray(new long[] {offset, end}, 0, 2);
        generator.writeEndObject();
        return end;
    }

    void writeTo(FileChannel channel) throws IOException {
        writeFully(channel, head.duplicate());
        for (Map.Entry<String, RawTensor> entry : tensors) {
            writeFully(channel, entry.getValue().data());
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        int end = bytes.limit();
        while (bytes.position() < end) {
            bytes.limit(Math.min(end, bytes.position() + Safetensors.PIECE));
            channel.write(bytes);
        }
    }
}
