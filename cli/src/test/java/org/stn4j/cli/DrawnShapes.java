package org.stn4j.cli;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** A folder of small photographs, as it were: coloured shapes, turned and moved, on busy ground, of mixed sizes and kinds. */
final class DrawnShapes {
    static final List<String> LABELS = List.of("cross", "disc", "ring");
    private static final List<String> KINDS = List.of("png", "jpg", "bmp");

    private DrawnShapes() {}

    /** Writes so many pictures of each class, and returns the folder. */
    static Path write(Path folder, int each, long seed) throws IOException {
        Random random = new Random(seed);
        for (String label : LABELS) {
            Path inner = Files.createDirectories(folder.resolve(label));
            for (int i = 0; i < each; i++) {
                String kind = KINDS.get(i % KINDS.size());
                Path file = inner.resolve(label + "-" + i + "." + kind);
                if (!ImageIO.write(picture(label, random), kind, file.toFile())) {
                    throw new IOException("this JDK has no writer for " + kind);
                }
            }
        }
        return folder;
    }

    private static BufferedImage picture(String label, Random random) {
        int width = 24 + random.nextInt(33);
        int height = 24 + random.nextInt(33);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        ground(pen, width, height, random);
        double side = Math.min(width, height);
        pen.translate(
                width / 2.0 + side * 0.2 * (random.nextDouble() - 0.5),
                height / 2.0 + side * 0.2 * (random.nextDouble() - 0.5));
        pen.rotate(random.nextGaussian());
        pen.scale(side * (0.25 + 0.15 * random.nextDouble()), side * (0.25 + 0.15 * random.nextDouble()));
        pen.setColor(Color.getHSBColor(random.nextFloat(), random.nextFloat(), 0.8f + 0.2f * random.nextFloat()));
        pen.fill(shape(label));
        pen.dispose();
        return picture;
    }

    private static void ground(Graphics2D pen, int width, int height, Random random) {
        for (int i = 0; i < 20; i++) {
            pen.setColor(Color.getHSBColor(random.nextFloat(), random.nextFloat(), 0.4f * random.nextFloat()));
            pen.fillRect(random.nextInt(width) - width / 4, random.nextInt(height) - height / 4, width / 2, height / 2);
        }
    }

    /** From -1 to 1. */
    private static Shape shape(String label) {
        return switch (label) {
            case "cross" -> {
                Area cross = new Area(new Rectangle2D.Double(-1, -0.25, 2, 0.5));
                cross.add(new Area(new Rectangle2D.Double(-0.25, -1, 0.5, 2)));
                yield cross;
            }
            case "disc" -> new Ellipse2D.Double(-1, -1, 2, 2);
            case "ring" -> {
                Area ring = new Area(new Ellipse2D.Double(-1, -1, 2, 2));
                ring.subtract(new Area(new Ellipse2D.Double(-0.6, -0.6, 1.2, 1.2)));
                yield ring;
            }
            default -> throw new IllegalArgumentException(label);
        };
    }
}
