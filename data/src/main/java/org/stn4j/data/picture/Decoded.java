package org.stn4j.data.picture;

import org.stn4j.warp.ImageSize;

/**
 * What decoding found out about one file; its pixels are in a {@link PixelStore}.
 *
 * @param length of the file in bytes
 * @param modified when the file was last changed, in milliseconds since 1970
 * @param digest of the file's bytes, SHA-256 in hexadecimal; empty where it could not be read
 * @param size height and width of the picture, upright; null where it could not be read
 * @param problem why it cannot be used, empty if it can
 */
record Decoded(long length, long modified, String digest, ImageSize size, String problem) {

    boolean isUsable() {
        return problem.isEmpty();
    }
}
