package org.stn4j.data.picture;

import javax.imageio.stream.ImageInputStreamImpl;

/** The bytes of a file as ImageIO's readers want them: with a length, which some check headers against. */
final class ByteStream extends ImageInputStreamImpl {
    private final byte[] bytes;

    ByteStream(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public int read() {
        bitOffset = 0;
        return streamPos >= bytes.length ? -1 : bytes[(int) streamPos++] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        bitOffset = 0;
        if (streamPos >= bytes.length) {
            return length == 0 ? 0 : -1;
        }
        int count = (int) Math.min(length, bytes.length - streamPos);
        System.arraycopy(bytes, (int) streamPos, into, offset, count);
        streamPos += count;
        return count;
    }
}
