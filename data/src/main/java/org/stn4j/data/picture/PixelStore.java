package org.stn4j.data.picture;

/** The pixels of decoded pictures, each fitted to the same shape, a byte for each value. */
interface PixelStore {

    /** Copies the bytes of one picture to the start of {@code into}. Thread-safe. */
    void read(int index, byte[] into);
}
