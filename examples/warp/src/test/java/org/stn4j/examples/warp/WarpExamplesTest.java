package org.stn4j.examples.warp;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the warp alone, on pictures that Java2D draws. */
class WarpExamplesTest {
    @TempDir
    Path folder;

    private String write(String name, BufferedImage picture) throws IOException {
        Path file = folder.resolve(name);
        ImageIO.write(picture, "png", file.toFile());
        return file.toString();
    }

    @Test
    void laysAPageFlat() throws IOException {
        BufferedImage photo = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = photo.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fill(new Polygon(new int[] {80, 330, 370, 40}, new int[] {40, 70, 250, 270}, 4));
        // From the page's upper left corner half along its upper and its left edge; lines stay lines.
        graphics.setColor(Color.RED);
        graphics.fill(new Polygon(new int[] {80, 205, 60}, new int[] {40, 55, 155}, 3));
        graphics.dispose();

        String out = folder.resolve("flat.png").toString();
        FlattenPage.main(
                new String[] {write("photo.png", photo), out, "80", "40", "330", "70", "370", "250", "40", "270"});

        BufferedImage page = ImageIO.read(Path.of(out).toFile());
        assertThat(page.getWidth()).isEqualTo(600);
        assertThat(page.getHeight()).isEqualTo(800);
        int black = 0;
        for (int y = 8; y < 792; y += 4) {
            for (int x = 8; x < 592; x += 4) {
                black += new Color(page.getRGB(x, y)).getRed() < 128 ? 1 : 0;
            }
        }
        assertThat(black).as("dark places on the page").isZero();
        assertThat(new Color(page.getRGB(20, 20)).getGreen()).isLessThan(60);
        assertThat(new Color(page.getRGB(580, 20)).getGreen()).isGreaterThan(200);
        assertThat(new Color(page.getRGB(20, 780)).getGreen()).isGreaterThan(200);
        assertThat(new Color(page.getRGB(300, 500)).getGreen()).isGreaterThan(200);
    }

    @Test
    void findsHowAPictureWasMoved() throws IOException {
        BufferedImage fixed = scene(new AffineTransform());
        AffineTransform motion = AffineTransform.getRotateInstance(Math.toRadians(8), 64, 64);
        motion.translate(5, -4);
        BufferedImage moved = scene(motion);
        assertThat(difference(moved, fixed)).isGreaterThan(6);

        String out = folder.resolve("aligned.png").toString();
        AlignPictures.main(new String[] {write("moved.png", moved), write("fixed.png", fixed), out});

        assertThat(difference(ImageIO.read(Path.of(out).toFile()), fixed)).isLessThan(2);
    }

    private static BufferedImage scene(AffineTransform motion) {
        BufferedImage picture = new BufferedImage(128, 128, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.transform(motion);
        graphics.setColor(Color.WHITE);
        graphics.fill(new Ellipse2D.Double(30, 38, 42, 30));
        graphics.setColor(Color.GRAY);
        graphics.fill(new Ellipse2D.Double(70, 60, 24, 36));
        graphics.dispose();
        return picture;
    }

    /** Mean difference of two pictures in grey levels. */
    private static double difference(BufferedImage one, BufferedImage other) {
        double sum = 0;
        for (int i = 0; i < 128 * 128; i++) {
            sum += Math.abs(one.getRaster().getSample(i % 128, i / 128, 0)
                    - other.getRaster().getSample(i % 128, i / 128, 0));
        }
        return sum / (128 * 128);
    }
}
