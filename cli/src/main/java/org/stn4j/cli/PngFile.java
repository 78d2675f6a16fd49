package org.stn4j.cli;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.stn4j.nn.file.AtomicFile;

/** Pictures that commands write. */
final class PngFile {
    private PngFile() {}

    /** Writes a picture as PNG, whole or not at all. */
    static void write(Path file, BufferedImage picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        AtomicFile.write(file, bytes.toByteArray());
    }
}
