package org.stn4j.bench;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.stn4j.data.digits.DigitsDataset;
import org.stn4j.warp.Affine;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Padding;
import org.stn4j.warp.Warp;

/** Pictures in files, in a folder that is gone afterwards: a drawn digit in colours, on a shaded ground with a camera's noise. */
final class DrawnPictures implements AutoCloseable {
    private static final double NOISE = 6;

    private final Path folder;

    DrawnPictures() throws IOException {
        this.folder = Files.createTempDirectory("stn4j-bench-");
    }

    Path folder() {
        return folder;
    }

    /** One picture; its number decides what is on it. */
    static BufferedImage draw(ImageSize size, int number) {
        SplittableRandom random = new SplittableRandom(number);
        float[] digit = new float[28 * 28];
        new DigitsDataset(7, number + 1).read(number, digit, 0);
        Geometry geometry = new Geometry(new ImageSize(28, 28), size, false);
        float[] ink = new Warp(new Affine(), geometry, Interpolation.BILINEAR, Padding.ZEROS)
                .withThreads(1)
                .apply(digit, 1, new float[] {1.4f, 0.3f, 0.1f, -0.3f, 1.4f, -0.2f});
        double[] ground = {160 + random.nextDouble(60), 150 + random.nextDouble(60), 140 + random.nextDouble(60)};
        double[] colour = {random.nextDouble(90), random.nextDouble(90), random.nextDouble(90)};
        BufferedImage picture = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                double shade = 30 * Math.sin(5.0 * x / size.width() + number) * Math.cos(4.0 * y / size.height());
                double share = ink[y * size.width() + x];
                int rgb = 0;
                for (int channel = 0; channel < 3; channel++) {
                    double value = (1 - share) * (ground[channel] + shade) + share * colour[channel];
                    value += NOISE * (random.nextDouble() + random.nextDouble() - 1);
                    rgb = rgb << 8 | (int) Math.max(0, Math.min(255, Math.round(value)));
                }
                picture.setRGB(x, y, rgb);
            }
        }
        return picture;
    }

    /**
     * Writes pictures.
     *
     * @param format as ImageIO names it
     * @param classes folders that they are dealt out to in turn; 0 for none
     */
    List<Path> write(ImageSize size, int count, String format, int classes) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Path place = classes == 0 ? folder : Files.createDirectories(folder.resolve("class-" + i % classes));
            Path file = place.resolve("picture-" + i + "." + format);
            if (!ImageIO.write(draw(size, i), format, file.toFile())) {
                throw new IllegalStateException("ImageIO writes no " + format);
            }
            files.add(file);
        }
        return files;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
