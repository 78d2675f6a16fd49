package org.stn4j.nn.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A tensor as a safetensors file holds it: typed bytes in memory.
 *
 * @param dtype type of the elements
 * @param shape sizes of the axes, outermost first; empty for a single number
 * @param data the elements in row-major order, little endian, from position to limit
 */
public record RawTensor(DType dtype, List<Long> shape, ByteBuffer data) {
    public RawTensor {
        shape = List.copyOf(shape);
        data = data.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (shape.stream().anyMatch(size -> size < 0) || TensorInfo.bytes(dtype, shape) != data.remaining()) {
            throw new IllegalArgumentException(
                    "a " + dtype + " tensor of shape " + shape + " does not have " + data.remaining() + " bytes");
        }
    }

    /** The elements; a view of one's own of the same bytes. */
    @Override
    public ByteBuffer data() {
        return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Number of elements; its bits are more than an int counts from 256 MiB on. */
    long elements() {
        return 8L * data.remaining() / dtype.bits();
    }

    /** A tensor of single-precision floats. */
    public static RawTensor of(List<Integer> shape, float[] values) {
        ByteBuffer data = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(values);
        return new RawTensor(DType.F32, shape.stream().map(Integer::longValue).toList(), data);
    }

    /**
     * The elements as floats, a new array; double precision is rounded, half precision is exact.
     *
     * @throws IllegalArgumentException if they are not floating-point numbers of 16, 32 or 64 bits
     */
    public float[] floats() {
        ByteBuffer bytes = data();
        float[] values = new float[Math.toIntExact(elements())];
        switch (dtype) {
            case F32 -> bytes.asFloatBuffer().get(values);
            case F64 -> IntStream.range(0, values.length).forEach(i -> values[i] = (float) bytes.getDouble(8 * i));
            case BF16 ->
                IntStream.range(0, values.length)
                        .forEach(i -> values[i] = Float.intBitsToFloat(bytes.getShort(2 * i) << 16));
            case F16 -> IntStream.range(0, values.length).forEach(i -> values[i] = half(bytes.getShort(2 * i)));
            default -> throw new IllegalArgumentException("elements of type " + dtype + " are not read as floats");
        }
        return values;
    }

    /** IEEE 754 binary16; {@code Float.float16ToFloat} came with Java 20. */
    private static float half(short bits) {
        float sign = bits < 0 ? -1 : 1;
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        return switch (exponent) {
            case 0 -> sign * fraction * 0x1p-24f;
            case 0x1f -> fraction == 0 ? sign * Float.POSITIVE_INFINITY : Float.NaN;
            default -> sign * (0x400 | fraction) * Math.scalb(1f, exponent - 25);
        };
    }
}
