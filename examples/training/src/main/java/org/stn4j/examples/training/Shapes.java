package org.stn4j.examples.training;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.SplittableRandom;
import org.stn4j.data.Dataset;
import org.stn4j.data.ImageShape;

/**
 * Data of one's own: arrows and crosses somewhere in a picture, turned any way.
 *
 * <p>A data set answers for the picture of a number, always with the same one and from any thread. These are drawn;
 * others may come from a database or a camera's archive.
 */
record Shapes(long seed, int size) implements Dataset {
    private static final int SIDE = 32;

    @Override
    public String name() {
        return "shapes";
    }

    @Override
    public ImageShape shape() {
        return new ImageShape(1, SIDE, SIDE);
    }

    @Override
    public List<String> labels() {
        return List.of("arrow", "cross");
    }

    @Override
    public int label(int index) {
        return index % 2;
    }

    @Override
    public void read(int index, float[] into, int offset) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + index);
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = picture.createGraphics();
        graphics.translate(11 + random.nextInt(SIDE - 22), 11 + random.nextInt(SIDE - 22));
        graphics.rotate(random.nextDouble(2 * Math.PI));
        graphics.setColor(Color.WHITE);
        if (label(index) == 0) {
            graphics.fillRect(-8, -2, 10, 4);
            graphics.fill(new Polygon(new int[] {1, 9, 1}, new int[] {-6, 0, 6}, 3));
        } else {
            graphics.fillRect(-8, -2, 16, 4);
            graphics.fillRect(-2, -8, 4, 16);
        }
        graphics.dispose();
        for (int i = 0; i < SIDE * SIDE; i++) {
            into[offset + i] = picture.getRaster().getSample(i % SIDE, i / SIDE, 0) / 255f;
        }
    }
}
