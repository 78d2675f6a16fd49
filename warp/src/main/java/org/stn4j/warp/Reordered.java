package org.stn4j.warp;

import java.nio.FloatBuffer;

/** Copies of images in the other {@link ChannelOrder}, for kernels that cannot read them as they lie. */
final class Reordered {
    private Reordered() {}

    /** Images with the channels last, {@code [N, H, W, C]}, as planes. */
    static FloatBuffer toPlanes(FloatBuffer images, int count, int channels, int pixels) {
        FloatBuffer planes = FloatBuffer.allocate(count * channels * pixels);
        for (int image = 0; image < count; image++) {
            for (int channel = 0; channel < channels; channel++) {
                int plane = (image * channels + channel) * pixels;
                for (int pixel = 0; pixel < pixels; pixel++) {
                    planes.put(plane + pixel, images.get((image * pixels + pixel) * channels + channel));
                }
            }
        }
        return planes;
    }

    /** Planes, {@code [N, C, H, W]}, written with the channels last. */
    static void toPixels(FloatBuffer planes, int count, int channels, int pixels, FloatBuffer into) {
        for (int image = 0; image < count; image++) {
            for (int channel = 0; channel < channels; channel++) {
                int plane = (image * channels + channel) * pixels;
                for (int pixel = 0; pixel < pixels; pixel++) {
                    into.put((image * pixels + pixel) * channels + channel, planes.get(plane + pixel));
                }
            }
        }
    }
}
