package org.stn4j.nn.file;

import java.util.List;

/**
 * What a safetensors file says about one tensor.
 *
 * @param dtype type of the elements
 * @param shape sizes of the axes, outermost first; empty for a single number
 * @param begin where its first byte is, counted from the end of the header
 * @param end where its last byte has gone by
 */
public record TensorInfo(DType dtype, List<Long> shape, long begin, long end) {
    public TensorInfo {
        shape = List.copyOf(shape);
    }

    /** Length in bytes. */
    public long bytes() {
        return end - begin;
    }

    /**
     * Number of bytes that a tensor of this type and shape takes.
     *
     * @throws ArithmeticException if the number is out of range, or not whole
     */
    static long bytes(DType dtype, List<Long> shape) {
        long elements = 1;
        for (long size : shape) {
            elements = Math.multiplyExact(elements, size);
        }
        long bits = Math.multiplyExact(elements, (long) dtype.bits());
        if (bits % 8 != 0) {
            throw new ArithmeticException("its elements do not fill whole bytes");
        }
        return bits / 8;
    }
}
