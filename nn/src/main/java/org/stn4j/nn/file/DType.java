package org.stn4j.nn.file;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Type of a tensor's elements in a safetensors file, named as in the format; from small to large, which is the reverse
 * of the order in which the reference implementation writes tensors.
 */
public enum DType {
    BOOL(8),
    F4(4),
    F6_E2M3(6),
    F6_E3M2(6),
    U8(8),
    I8(8),
    F8_E5M2(8),
    F8_E4M3(8),
    F8_E8M0(8),
    F8_E4M3FNUZ(8),
    F8_E5M2FNUZ(8),
    I16(16),
    U16(16),
    F16(16),
    BF16(16),
    I32(32),
    U32(32),
    F32(32),
    C64(64),
    F64(64),
    I64(64),
    U64(64);

    private final int bits;

    DType(int bits) {
        this.bits = bits;
    }

    /** Bits of one element; elements of fewer than eight are packed. */
    public int bits() {
        return bits;
    }

    /** The type of a name, if the format has it. */
    public static Optional<DType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(DType::name).collect(Collectors.joining(", "));
    }
}
