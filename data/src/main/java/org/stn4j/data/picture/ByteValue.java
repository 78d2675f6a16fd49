package org.stn4j.data.picture;

/** What a byte of a picture stands for: 0 to 255 are 0 to 1. By a table; divisions take longer. */
final class ByteValue {
    private static final float[] VALUES = new float[256];

    static {
        for (int i = 0; i < VALUES.length; i++) {
            VALUES[i] = i / 255f;
        }
    }

    private ByteValue() {}

    /** @param bits of which the lowest eight count */
    static float of(int bits) {
        return VALUES[bits & 0xff];
    }
}
