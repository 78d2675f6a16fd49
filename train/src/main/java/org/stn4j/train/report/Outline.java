package org.stn4j.train.report;

import java.util.ArrayList;
import java.util.List;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Warp;

/**
 * The outer edge of a warp's output, as it lies in the input: the frame that a transformer looks through.
 *
 * <p>In input pixels, x to the right, y down, 0 the outer edge of the first pixel; so the identity's outline is the
 * edge of the image. The corners of the output are named, because the frame may be turned and mirrored.
 *
 * @param top the output's upper edge, from the left to the right corner
 * @param rest the other three edges, from the upper right corner clockwise back to the upper left
 */
public record Outline(List<Point> top, List<Point> rest) {

    /** A place in the input. */
    public record Point(double x, double y) {}

    public Outline {
        top = List.copyOf(top);
        rest = List.copyOf(rest);
    }

    /** The outline for some parameters, {@code [P]}; places that are not finite are left out. */
    public static Outline of(Warp warp, float[] theta) {
        float[][] places = warp.coordinates(theta);
        ImageSize size = warp.geometry().output();
        Edges xs = new Edges(places[0], size);
        Edges ys = new Edges(places[1], size);
        int right = size.width();
        int bottom = size.height();
        List<Point> top = new ArrayList<>();
        List<Point> rest = new ArrayList<>();
        for (int column = -1; column <= right; column++) {
            add(top, xs, ys, -1, column);
        }
        for (int row = -1; row <= bottom; row++) {
            add(rest, xs, ys, row, right);
        }
        for (int column = right - 1; column >= -1; column--) {
            add(rest, xs, ys, bottom, column);
        }
        for (int row = bottom - 1; row >= -1; row--) {
            add(rest, xs, ys, row, -1);
        }
        return new Outline(top, rest);
    }

    private static void add(List<Point> to, Edges xs, Edges ys, int row, int column) {
        // Pixel coordinates have the first pixel's centre at 0, half a pixel from its edge.
        double x = xs.at(row, column) + 0.5;
        double y = ys.at(row, column) + 0.5;
        if (Double.isFinite(x) && Double.isFinite(y)) {
            to.add(new Point(x, y));
        }
    }

    /** One coordinate of the places of all output pixels, continued by half a pixel on each side. */
    private record Edges(float[] values, ImageSize size) {

        double at(int row, int column) {
            int y = Math.max(0, Math.min(size.height() - 1, row));
            int x = Math.max(0, Math.min(size.width() - 1, column));
            double value = value(y, x);
            if (row != y && size.height() > 1) {
                value += (value(y, x) - value(row < 0 ? 1 : y - 1, x)) / 2;
            }
            if (column != x && size.width() > 1) {
                value += (value(y, x) - value(y, column < 0 ? 1 : x - 1)) / 2;
            }
            return value;
        }

        private double value(int row, int column) {
            return values[row * size.width() + column];
        }
    }
}
