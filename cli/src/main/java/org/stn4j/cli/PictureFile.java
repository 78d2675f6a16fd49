package org.stn4j.cli;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import org.stn4j.nn.file.AtomicFile;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Planes;

/** Pictures in files, of all kinds that Java reads. */
final class PictureFile {
    /** Far beyond cameras, and far below what an array can hold. */
    private static final long MOST_PIXELS = 200_000_000;

    private PictureFile() {}

    /** Whether a file's name ends as a picture's does. */
    static boolean hasPictureName(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Arrays.stream(ImageIO.getReaderFileSuffixes())
                .anyMatch(suffix -> !suffix.isEmpty() && name.endsWith("." + suffix));
    }

    /**
     * Reads a picture; where it is transparent, it is laid on white.
     *
     * @return one channel for grey pictures, three for all others
     * @throws IOException if it cannot be read or is no picture; one line that names the file
     */
    static Planes read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": this is a folder, not a picture");
        }
        if (!Files.exists(file)) {
            throw new IOException(file + ": no such file");
        }
        try (var stream = ImageIO.createImageInputStream(file.toFile())) {
            var readers = stream == null ? null : ImageIO.getImageReaders(stream);
            if (readers == null || !readers.hasNext()) {
                throw new IOException(file + ": this is no picture, or of a kind that Java does not read; known are "
                        + String.join(", ", new TreeSet<>(kinds())));
            }
            var reader = readers.next();
            try {
                reader.setInput(stream, true, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > MOST_PIXELS) {
                    throw new IOException(file + ": this picture of " + reader.getHeight(0) + "x" + reader.getWidth(0)
                            + " is too large; scale it down to at most " + MOST_PIXELS / 1_000_000 + " million pixels");
                }
                return opaque(reader.read(0));
            } finally {
                reader.dispose();
            }
        } catch (IIOException e) {
            throw new IOException(file + ": this picture is damaged (" + e.getMessage() + ")", e);
        } catch (java.io.EOFException e) {
            throw new IOException(file + ": this picture ends too early", e);
        } catch (java.nio.file.FileSystemException e) {
            throw new IOException(file + ": " + AtomicFile.reason(e), e);
        } catch (RuntimeException e) {
            // Java's readers let such through on bytes that they did not expect.
            throw new IOException(file + ": this picture is damaged (" + e.getMessage() + ")", e);
        }
    }

    private static List<String> kinds() {
        return Arrays.stream(ImageIO.getReaderFormatNames())
                .map(name -> name.toUpperCase(Locale.ROOT))
                .toList();
    }

    private static Planes opaque(BufferedImage picture) {
        boolean grey = picture.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        Planes planes = grey && picture.getRaster().getNumBands() == 2 ? greyWithAlpha(picture) : Planes.of(picture);
        boolean hasAlpha = planes.channels() == 2 || planes.channels() == 4;
        return hasAlpha ? onWhite(planes) : planes;
    }

    /** Java would convert grey to red, green and blue through a linear scale, and brighten it. */
    private static Planes greyWithAlpha(BufferedImage picture) {
        Raster raster = picture.getRaster();
        int pixels = raster.getWidth() * raster.getHeight();
        float white = (1 << picture.getColorModel().getComponentSize(0)) - 1;
        float[] values = new float[2 * pixels];
        float[] band = new float[pixels];
        for (int channel = 0; channel < 2; channel++) {
            raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), channel, band);
            for (int i = 0; i < pixels; i++) {
                values[channel * pixels + i] = band[i] / white;
            }
        }
        return new Planes(2, new ImageSize(raster.getHeight(), raster.getWidth()), values);
    }

    private static Planes onWhite(Planes planes) {
        int pixels = planes.size().pixels();
        int colours = planes.channels() - 1;
        float[] values = Arrays.copyOf(planes.values(), colours * pixels);
        for (int i = 0; i < values.length; i++) {
            float alpha = planes.values()[colours * pixels + i % pixels];
            values[i] = values[i] * alpha + (1 - alpha);
        }
        return new Planes(colours, planes.size(), values);
    }

    /** Writes a picture as PNG, whole or not at all. */
    static void write(Path file, BufferedImage picture) throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        AtomicFile.write(file, bytes.toByteArray());
    }
}
