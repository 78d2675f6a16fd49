package org.stn4j.data.picture;

import java.io.IOException;

/** Bytes that are no picture, or one that cannot be used; the message says why, without the file's name. */
final class UnusablePicture extends IOException {
    UnusablePicture(String message) {
        super(message);
    }
}
