package org.stn4j.train.rectify;

import java.util.ArrayList;
import java.util.List;
import org.stn4j.nn.frame.PixelMap;
import org.stn4j.warp.ImageSize;

/**
 * The frame that a transformer looks through, as it lies in the upright original.
 *
 * <p>In its pixels, x to the right, y down, 0 the outer edge of the first pixel.
 *
 * @param places where the output's corners lie: top left, top right, bottom right, bottom left
 * @param area what the frame encloses, in square pixels; not finite where a corner lies at infinity
 */
public record Corners(List<Place> places, double area) {
    /** Points along an edge by which a bent one is measured. */
    private static final int POINTS = 32;

    /** A place in the original. */
    public record Place(double x, double y) {}

    public Corners {
        places = List.copyOf(places);
    }

    /** The frame of an output of some size, whose pixels come from where the map says. */
    static Corners of(PixelMap toOriginal, ImageSize output) {
        double[] xs = new double[4 * POINTS];
        double[] ys = new double[4 * POINTS];
        for (int i = 0; i < POINTS; i++) {
            double share = (double) i / POINTS;
            double right = share * output.width() - 0.5;
            double down = share * output.height() - 0.5;
            double left = (1 - share) * output.width() - 0.5;
            double up = (1 - share) * output.height() - 0.5;
            set(xs, ys, i, right, -0.5);
            set(xs, ys, POINTS + i, output.width() - 0.5, down);
            set(xs, ys, 2 * POINTS + i, left, output.height() - 0.5);
            set(xs, ys, 3 * POINTS + i, -0.5, up);
        }
        toOriginal.apply(xs, ys);
        double twiceArea = 0;
        for (int i = 0; i < xs.length; i++) {
            int next = (i + 1) % xs.length;
            twiceArea += xs[i] * ys[next] - xs[next] * ys[i];
        }
        List<Place> corners = new ArrayList<>();
        for (int corner = 0; corner < 4; corner++) {
            corners.add(new Place(xs[corner * POINTS] + 0.5, ys[corner * POINTS] + 0.5));
        }
        return new Corners(corners, Math.abs(twiceArea) / 2);
    }

    private static void set(double[] xs, double[] ys, int at, double x, double y) {
        xs[at] = x;
        ys[at] = y;
    }
}
