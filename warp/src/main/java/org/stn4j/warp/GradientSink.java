package org.stn4j.warp;

/** Takes the gradient of an image piece by piece, as a tile computes it. */
interface GradientSink {

    /** A window for the next piece of a channel; several may be open at once. */
    Window open(int channel);

    /** Hands over the filled window. */
    void close(Window window, int channel);
}
