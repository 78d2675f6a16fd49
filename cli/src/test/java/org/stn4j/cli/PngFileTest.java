package org.stn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PngFileTest {

    @Test
    void writesWhatImageIoWrites(@TempDir Path folder) throws IOException {
        BufferedImage grey = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setSample(2, 1, 0, 77);
        Path file = folder.resolve("out.png");
        PngFile.write(file, grey);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        ImageIO.write(grey, "png", expected);
        assertThat(file).hasBinaryContent(expected.toByteArray());
    }
}
