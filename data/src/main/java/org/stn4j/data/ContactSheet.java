package org.stn4j.data;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Many pictures side by side on one sheet, to look at a data set and what a distortion makes of it.
 *
 * <p>One channel is grey, three are red, green and blue; of any other number the first is shown, as grey.
 */
public final class ContactSheet {
    private static final int GAP_PIXELS = 2;
    private static final int GAP_COLOUR = 0x30475e;

    private final ImageShape shape;
    private final int columns;
    private final int zoom;
    private final List<float[]> pictures = new ArrayList<>();

    /**
     * An empty sheet.
     *
     * @param shape shape of all its pictures
     * @param columns pictures in a row, at least 1
     * @param zoom side of a pixel on the sheet, at least 1
     */
    public ContactSheet(ImageShape shape, int columns, int zoom) {
        if (columns < 1 || zoom < 1) {
            throw new IllegalArgumentException(
                    "a sheet has at least one column and a zoom of 1, not " + columns + " and " + zoom);
        }
        this.shape = shape;
        this.columns = columns;
        this.zoom = zoom;
    }

    /**
     * The first pictures of a set, each drawn with the distortion as it is for measuring.
     *
     * @param rows rows of the sheet; fewer where the set is smaller
     */
    public static BufferedImage of(Dataset data, Distortion distortion, long seed, int rows, int columns, int zoom) {
        ContactSheet sheet = new ContactSheet(distortion.output(data.shape()), columns, zoom);
        int count = (int) Math.min((long) rows * columns, data.size());
        SeededRandom random = new SeededRandom(seed);
        for (int index = 0; index < count; index++) {
            float[] picture = new float[sheet.shape.values()];
            random.key(seed, 0, index);
            distortion.apply(data, index, random, picture, 0);
            sheet.add(picture, 0);
        }
        return sheet.draw();
    }

    /** Adds a copy of the picture that begins at {@code from[offset]}, {@code [C, H, W]}, 0 to 1. */
    public void add(float[] from, int offset) {
        float[] picture = new float[shape.values()];
        System.arraycopy(from, offset, picture, 0, picture.length);
        pictures.add(picture);
    }

    /** The sheet as an RGB image. */
    public BufferedImage draw() {
        int rows = Math.max(1, (pictures.size() + columns - 1) / columns);
        int cellWidth = shape.width() * zoom + GAP_PIXELS;
        int cellHeight = shape.height() * zoom + GAP_PIXELS;
        long width = (long) columns * cellWidth + GAP_PIXELS;
        long height = (long) rows * cellHeight + GAP_PIXELS;
        if (width * height > Integer.MAX_VALUE / 4) {
            throw new IllegalArgumentException("a sheet of " + height + "x" + width
                    + " pixels is too large; take fewer rows and columns, or a smaller zoom");
        }
        BufferedImage sheet = new BufferedImage((int) width, (int) height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < sheet.getHeight(); y++) {
            for (int x = 0; x < sheet.getWidth(); x++) {
                sheet.setRGB(x, y, GAP_COLOUR);
            }
        }
        for (int i = 0; i < pictures.size(); i++) {
            paint(pictures.get(i), sheet, GAP_PIXELS + i % columns * cellWidth, GAP_PIXELS + i / columns * cellHeight);
        }
        return sheet;
    }

    private void paint(float[] picture, BufferedImage sheet, int left, int top) {
        int pixels = shape.height() * shape.width();
        int step = shape.channels() == 3 ? pixels : 0;
        for (int y = 0; y < shape.height() * zoom; y++) {
            for (int x = 0; x < shape.width() * zoom; x++) {
                int at = y / zoom * shape.width() + x / zoom;
                int red = level(picture[at]);
                int green = level(picture[at + step]);
                int blue = level(picture[at + 2 * step]);
                sheet.setRGB(left + x, top + y, red << 16 | green << 8 | blue);
            }
        }
    }

    private static int level(float value) {
        return Math.round(255 * Math.max(0, Math.min(1, value)));
    }
}
