package org.stn4j.train.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.stn4j.warp.Planes;

/** Pictures as PNG, in memory. */
public final class Picture {
    private Picture() {}

    /**
     * A picture inside the report, written into the address itself: its data URI. Feature maps of other than 1, 3 or 4
     * channels are shown as their mean.
     */
    static String uri(Planes planes) {
        return "data:image/png;base64,"
                + Base64.getEncoder().encodeToString(png(visible(planes).toImage()));
    }

    /** The bytes of a PNG file. */
    public static byte[] png(BufferedImage image) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.setUseCache(false);
            if (!ImageIO.write(image, "png", bytes)) {
                throw new IllegalStateException("this JDK has no writer for PNG");
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What can be shown of some channels. */
    static Planes visible(Planes planes) {
        int channels = planes.channels();
        if (channels == 1 || channels == 3 || channels == 4) {
            return planes;
        }
        int pixels = planes.size().pixels();
        float[] mean = new float[pixels];
        for (int i = 0; i < planes.values().length; i++) {
            mean[i % pixels] += planes.values()[i] / channels;
        }
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : mean) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        float range = high > low ? high - low : 1;
        for (int i = 0; i < pixels; i++) {
            mean[i] = (mean[i] - low) / range;
        }
        return new Planes(1, planes.size(), mean);
    }
}
