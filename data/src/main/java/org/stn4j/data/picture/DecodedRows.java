package org.stn4j.data.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import org.stn4j.warp.ImageSize;

/**
 * The rows of a decoded picture: its own samples at their full depth, without its colour profile; transparency is laid on
 * white.
 *
 * <p>Java's own conversion would take a profile into account, at some microseconds a pixel, and would brighten grey.
 * Palettes, and colours other than grey or red, green and blue, do go through it.
 */
final class DecodedRows implements PixelRows {
    private final BufferedImage picture;
    private final Raster raster;
    private final ImageSize size;
    private final Kind kind;
    private final boolean alpha;
    private final boolean premultiplied;
    private final float scale;

    private enum Kind {
        /** Bytes, channel beside channel, in an array that is read directly: nearly all photographs. */
        BYTES,
        /** Samples of other depths. */
        SAMPLES,
        /** Through Java's conversion to eight bits of alpha, red, green and blue. */
        CONVERTED
    }

    DecodedRows(BufferedImage picture) {
        this.picture = picture;
        this.raster = picture.getRaster();
        this.size = new ImageSize(picture.getHeight(), picture.getWidth());
        ColorModel colours = picture.getColorModel();
        this.kind = kind(colours, raster);
        this.alpha = colours.hasAlpha();
        this.premultiplied = picture.isAlphaPremultiplied() && kind != Kind.CONVERTED;
        this.scale = scale(colours, raster.getSampleModel());
    }

    private static Kind kind(ColorModel colours, Raster raster) {
        int space = colours.getColorSpace().getType();
        int bands = raster.getNumBands();
        int expected = (space == ColorSpace.TYPE_GRAY ? 1 : 3) + (colours.hasAlpha() ? 1 : 0);
        if (colours instanceof IndexColorModel
                || (space != ColorSpace.TYPE_GRAY && space != ColorSpace.TYPE_RGB)
                || bands != expected
                || !evenDepth(colours)) {
            return Kind.CONVERTED;
        }
        boolean bytes = raster.getSampleModel() instanceof PixelInterleavedSampleModel
                && raster.getDataBuffer() instanceof DataBufferByte buffer
                && buffer.getNumBanks() == 1
                && raster.getMinX() == 0
                && raster.getMinY() == 0
                && raster.getParent() == null
                && colours.getComponentSize(0) == 8;
        return bytes ? Kind.BYTES : Kind.SAMPLES;
    }

    /** Not so with 5, 6 and 5 bits. */
    private static boolean evenDepth(ColorModel colours) {
        for (int i = 1; i < colours.getNumComponents(); i++) {
            if (colours.getComponentSize(i) != colours.getComponentSize(0)) {
                return false;
            }
        }
        return true;
    }

    private static float scale(ColorModel colours, SampleModel samples) {
        int type = samples.getDataType();
        if (type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE) {
            return 1;
        }
        return (float) (1 / (Math.pow(2, colours.getComponentSize(0)) - 1));
    }

    @Override
    public int channels() {
        if (kind == Kind.CONVERTED) {
            return isGrey(picture.getColorModel()) ? 1 : 3;
        }
        return raster.getNumBands() - (alpha ? 1 : 0);
    }

    /** Scans in black and white, and many grey PNG and GIF files, come with a palette of greys. */
    static boolean isGrey(ColorModel colours) {
        if (!(colours instanceof IndexColorModel palette)) {
            return colours.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        }
        for (int i = 0; i < palette.getMapSize(); i++) {
            if (palette.getRed(i) != palette.getGreen(i) || palette.getGreen(i) != palette.getBlue(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public ImageSize size() {
        return size;
    }

    @Override
    public boolean isDeep() {
        return kind == Kind.SAMPLES && picture.getColorModel().getComponentSize(0) > Byte.SIZE;
    }

    @Override
    public void read(int y, float[] into) {
        switch (kind) {
            case BYTES -> readBytes(y, into);
            case SAMPLES -> readSamples(y, into);
            case CONVERTED -> readConverted(y, into);
        }
    }

    private void readBytes(int y, float[] into) {
        PixelInterleavedSampleModel model = (PixelInterleavedSampleModel) raster.getSampleModel();
        DataBufferByte buffer = (DataBufferByte) raster.getDataBuffer();
        byte[] bytes = buffer.getData();
        int step = model.getPixelStride();
        int start = buffer.getOffset()
                + (y - raster.getSampleModelTranslateY()) * model.getScanlineStride()
                - raster.getSampleModelTranslateX() * step;
        int[] offsets = model.getBandOffsets();
        int colours = channels();
        int width = size.width();
        for (int channel = 0; channel < colours; channel++) {
            int at = start + offsets[channel];
            for (int x = 0; x < width; x++) {
                into[channel * width + x] = ByteValue.of(bytes[at + x * step]);
            }
        }
        if (alpha) {
            int opacity = start + offsets[colours];
            for (int i = 0; i < colours * width; i++) {
                into[i] = onWhite(into[i], ByteValue.of(bytes[opacity + i % width * step]));
            }
        }
    }

    private void readSamples(int y, float[] into) {
        int width = size.width();
        int bands = raster.getNumBands();
        float[] samples = raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, (float[]) null);
        int colours = channels();
        for (int x = 0; x < width; x++) {
            float opacity = alpha ? unit(samples[x * bands + colours]) : 1;
            for (int channel = 0; channel < colours; channel++) {
                float value = unit(samples[x * bands + channel]);
                into[channel * width + x] = alpha ? onWhite(value, opacity) : value;
            }
        }
    }

    /** Samples that are floats may be anything, not-a-number too. */
    private float unit(float sample) {
        float value = sample * scale;
        return value >= 0 ? Math.min(1, value) : 0;
    }

    private void readConverted(int y, float[] into) {
        int width = size.width();
        int[] row = picture.getRGB(0, y, width, 1, null, 0, width);
        int colours = channels();
        for (int channel = 0; channel < colours; channel++) {
            int shift = 16 - 8 * channel;
            for (int x = 0; x < width; x++) {
                float value = ByteValue.of(row[x] >>> shift);
                into[channel * width + x] = alpha ? onWhite(value, ByteValue.of(row[x] >>> 24)) : value;
            }
        }
    }

    private float onWhite(float value, float opacity) {
        return Math.min(1, (premultiplied ? value : value * opacity) + (1 - opacity));
    }
}
