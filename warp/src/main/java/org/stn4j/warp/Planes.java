package org.stn4j.warp;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;

/**
 * A picture as floats, channel by channel: the form that a {@link Warp} reads.
 *
 * @param channels 1 for grey, 3 for red, green and blue, 4 with alpha last
 * @param size height and width
 * @param values {@code [C, H, W]}, from 0 for black to 1 for full intensity
 */
public record Planes(int channels, ImageSize size, float[] values) {

    public Planes {
        if (values.length != (long) channels * size.pixels()) {
            throw new IllegalArgumentException(
                    channels + " channels of " + size + " are not " + values.length + " numbers");
        }
    }

    /**
     * Reads a picture: grey ones as one channel at their full depth, all others as red, green, blue (and alpha). Grey with
     * alpha is the same grey three times, and alpha, at their full depth.
     */
    public static Planes of(BufferedImage picture) {
        ImageSize size = new ImageSize(picture.getHeight(), picture.getWidth());
        int type = picture.getType();
        if (type == BufferedImage.TYPE_BYTE_GRAY || type == BufferedImage.TYPE_USHORT_GRAY) {
            return ofGrey(picture.getRaster(), size, type == BufferedImage.TYPE_BYTE_GRAY ? 255 : 65535);
        }
        if (picture.getColorModel() instanceof ComponentColorModel model
                && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
            return ofGrey(picture.getRaster(), size, model);
        }
        int channels = picture.getColorModel().hasAlpha() ? 4 : 3;
        float[] values = new float[Math.multiplyExact(channels, size.pixels())];
        int[] row = new int[size.width()];
        for (int y = 0; y < size.height(); y++) {
            picture.getRGB(0, y, size.width(), 1, row, 0, size.width());
            for (int x = 0; x < size.width(); x++) {
                for (int channel = 0; channel < channels; channel++) {
                    int shift = channel == 3 ? 24 : 16 - 8 * channel;
                    values[(channel * size.height() + y) * size.width() + x] = (row[x] >>> shift & 0xff) / 255f;
                }
            }
        }
        return new Planes(channels, size, values);
    }

    private static Planes ofGrey(Raster raster, ImageSize size, int white) {
        float[] values = raster.getSamples(0, 0, size.width(), size.height(), 0, new float[size.pixels()]);
        for (int i = 0; i < values.length; i++) {
            values[i] /= white;
        }
        return new Planes(1, size, values);
    }

    /** Samples as they are stored: read as colours they become brighter, as the JDK takes grey for linear. */
    private static Planes ofGrey(Raster raster, ImageSize size, ColorModel model) {
        int pixels = size.pixels();
        int channels = model.hasAlpha() ? 4 : 1;
        float[] values = new float[Math.multiplyExact(channels, pixels)];
        float[] components = new float[model.getNumComponents()];
        Object pixel = null;
        for (int i = 0; i < pixels; i++) {
            pixel = raster.getDataElements(i % size.width(), i / size.width(), pixel);
            model.getNormalizedComponents(pixel, components, 0);
            values[i] = components[0];
            if (channels == 4) {
                values[3 * pixels + i] = components[1];
            }
        }
        for (int channel = 1; channel < Math.min(channels, 3); channel++) {
            System.arraycopy(values, 0, values, channel * pixels, pixels);
        }
        return new Planes(channels, size, values);
    }

    /**
     * The picture at eight bits; values outside 0 to 1 are cut off.
     *
     * @throws IllegalStateException if there are not 1, 3 or 4 channels
     */
    public BufferedImage toImage() {
        if (channels != 1 && channels != 3 && channels != 4) {
            throw new IllegalStateException("a picture has 1, 3 or 4 channels, not " + channels);
        }
        int type = channels == 1
                ? BufferedImage.TYPE_BYTE_GRAY
                : channels == 4 ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        BufferedImage picture = new BufferedImage(size.width(), size.height(), type);
        float[] samples = new float[size.pixels()];
        for (int channel = 0; channel < channels; channel++) {
            for (int i = 0; i < samples.length; i++) {
                samples[i] = Math.round(255 * Math.max(0, Math.min(1, values[channel * samples.length + i])));
            }
            picture.getRaster().setSamples(0, 0, size.width(), size.height(), channel, samples);
        }
        return picture;
    }
}
