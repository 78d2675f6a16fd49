package org.stn4j.train.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.stn4j.warp.Planes;

/**
 * Images with the frames that a network looks through, and below each what it sees there.
 *
 * @param columns images in a row, at least 1
 * @param side longer side of an image as drawn, in pixels
 */
public record GallerySheet(int columns, int side) {
    private static final Color BACKGROUND = new Color(0x16, 0x1b, 0x22);
    private static final Color TOP = new Color(0xff, 0x6b, 0x3d);
    private static final Color REST = new Color(0xff, 0xc8, 0x57);
    private static final Color RIGHT = new Color(0x3f, 0xb9, 0x50);
    private static final Color WRONG = new Color(0xf8, 0x51, 0x49);
    private static final int GAP = 6;
    /** Between an image and what is seen of it; closer than two images that have nothing to do with each other. */
    private static final int SEAM = 2;

    private static final int MARK = 3;

    /** Draws some views of one network, at least one. */
    public BufferedImage draw(List<View> views) {
        int parts = 1 + views.get(0).looks().size();
        int cellHeight = parts * side + (parts - 1) * SEAM + SEAM + MARK;
        int rows = (views.size() + columns - 1) / columns;
        BufferedImage sheet = new BufferedImage(
                GAP + columns * (side + GAP), GAP + rows * (cellHeight + GAP), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(BACKGROUND);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        for (int i = 0; i < views.size(); i++) {
            draw(views.get(i), GAP + i % columns * (side + GAP), GAP + i / columns * (cellHeight + GAP), graphics);
        }
        graphics.dispose();
        return sheet;
    }

    private void draw(View view, int left, int top, Graphics2D graphics) {
        Shape everywhere = graphics.getClip();
        int y = top;
        graphics.clipRect(left, y, side, side);
        picture(view.input(), left, y, graphics);
        for (View.Look look : view.looks()) {
            look.frame().ifPresent(frame -> frame(frame, view.input(), left, top, graphics));
        }
        graphics.setClip(everywhere);
        for (View.Look look : view.looks()) {
            y += side + SEAM;
            picture(look.seen(), left, y, graphics);
        }
        graphics.setColor(view.right() ? RIGHT : WRONG);
        graphics.fillRect(left, y + side + SEAM, side, MARK);
    }

    private void picture(Planes picture, int left, int top, Graphics2D graphics) {
        double scale = scale(picture);
        int width = (int) Math.round(picture.size().width() * scale);
        int height = (int) Math.round(picture.size().height() * scale);
        graphics.drawImage(Picture.visible(picture).toImage(), left, top, width, height, null);
    }

    private void frame(Outline frame, Planes picture, int left, int top, Graphics2D graphics) {
        graphics.setStroke(new BasicStroke(side / 48f));
        graphics.setColor(REST);
        graphics.draw(line(frame.rest(), scale(picture), left, top));
        graphics.setColor(TOP);
        graphics.draw(line(frame.top(), scale(picture), left, top));
    }

    private double scale(Planes picture) {
        return (double) side / Math.max(picture.size().width(), picture.size().height());
    }

    private static Path2D line(List<Outline.Point> points, double scale, int left, int top) {
        Path2D line = new Path2D.Double();
        for (Outline.Point point : points) {
            double x = left + point.x() * scale;
            double y = top + point.y() * scale;
            if (line.getCurrentPoint() == null) {
                line.moveTo(x, y);
            } else {
                line.lineTo(x, y);
            }
        }
        return line;
    }
}
