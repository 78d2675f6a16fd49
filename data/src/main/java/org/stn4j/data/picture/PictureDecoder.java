package org.stn4j.data.picture;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.io.IOException;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Locale;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import org.stn4j.warp.ImageSize;

/** One picture's bytes with the reader of its kind. */
final class PictureDecoder implements AutoCloseable {
    /** Far beyond cameras, and far below what an array can hold. */
    private static final long MOST_PIXELS = 200_000_000;

    /** A blank page as fax machines write it has some 30,000 pixels in a byte; more are only claimed. */
    private static final long MOST_PIXELS_PER_BYTE = 100_000;

    /** Bytes of a pixel where the reader does not say what it makes. */
    private static final int USUAL_PIXEL_BYTES = 4;

    private final ImageReader reader;
    private final int fileBytes;
    private String warning = "";

    private PictureDecoder(ImageReader reader, byte[] bytes) {
        this.reader = reader;
        this.fileBytes = bytes.length;
        reader.addIIOReadWarningListener((source, message) -> warning = message);
        reader.setInput(new ByteStream(bytes), true, true);
    }

    static PictureDecoder of(byte[] bytes) throws IOException {
        // The JDK's readers of some kinds know less than those that were added.
        ImageReader reader = StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(
                                ImageIO.getImageReaders(new ByteStream(bytes)), Spliterator.ORDERED),
                        false)
                .min(Comparator.comparing(
                        candidate -> candidate.getClass().getName().startsWith("com.sun.")))
                .orElseThrow(() -> new UnusablePicture(
                        "this is no picture, or of a kind that is not read; known are " + PictureFile.kinds()));
        return new PictureDecoder(reader, bytes);
    }

    /**
     * What a picture's first bytes say.
     *
     * @param size height and width, as stored
     * @param grey whether it has no colours
     */
    record Head(ImageSize size, boolean grey) {}

    Head head() throws IOException {
        ImageSize size = new ImageSize(reader.getHeight(0), reader.getWidth(0));
        checkClaim(size.height(), size.width());
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
        ColorModel colours = types.hasNext() ? types.next().getColorModel() : null;
        return new Head(size, colours != null && DecodedRows.isGrey(colours));
    }

    BufferedImage decode() throws IOException {
        long height = reader.getHeight(0);
        long width = reader.getWidth(0);
        if (height < 1 || width < 1) {
            throw new UnusablePicture("this picture has no pixels");
        }
        checkClaim(height, width);
        long bytes = fileBytes + height * width * pixelBytes() * 3 / 2;
        if (!DecodingMemory.suffices(bytes)) {
            throw new UnusablePicture(String.format(
                    Locale.ROOT,
                    "this picture of %dx%d is too large for Java's memory; scale it down, or give Java more (-Xmx)",
                    height,
                    width));
        }
        try (DecodingMemory.Loan loan = DecodingMemory.lend(bytes)) {
            BufferedImage picture = reader.read(0);
            if (warning.toLowerCase(Locale.ROOT).matches(".*(premature|unexpected) end.*")) {
                // The rest would be grey.
                throw new UnusablePicture("this picture ends too early");
            }
            return picture;
        }
    }

    /** What is too large for any memory, or cannot be true, is refused before anything is made ready for it. */
    private void checkClaim(long height, long width) throws UnusablePicture {
        if (height * width > MOST_PIXELS) {
            throw new UnusablePicture(String.format(
                    Locale.ROOT,
                    "this picture of %dx%d is too large; scale it down to at most %d million pixels",
                    height,
                    width,
                    MOST_PIXELS / 1_000_000));
        }
        if (height * width > MOST_PIXELS_PER_BYTE * fileBytes) {
            throw new UnusablePicture(String.format(
                    Locale.ROOT,
                    "this picture is damaged (%d bytes cannot hold the %dx%d pixels that they claim)",
                    fileBytes,
                    height,
                    width));
        }
    }

    private long pixelBytes() {
        try {
            Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
            if (types.hasNext()) {
                int bits = 0;
                for (int size : types.next().getSampleModel().getSampleSize()) {
                    bits += size;
                }
                return Math.max(1, (bits + 7) / 8);
            }
        } catch (IOException | RuntimeException e) {
            // Reading it will say what is wrong.
            return USUAL_PIXEL_BYTES;
        }
        return USUAL_PIXEL_BYTES;
    }

    @Override
    public void close() {
        reader.dispose();
    }
}
