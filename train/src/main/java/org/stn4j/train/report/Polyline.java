package org.stn4j.train.report;

import java.util.ArrayList;
import java.util.List;
import org.stn4j.train.report.Outline.Point;

/** Lines of many points with as few as look the same (Douglas and Peucker 1973). */
final class Polyline {
    /** Distance in pixels that nobody sees. */
    private static final double TOLERANCE = 0.02;

    private Polyline() {}

    static List<Point> simplified(List<Point> points) {
        if (points.size() < 3) {
            return points;
        }
        List<Point> kept = new ArrayList<>();
        kept.add(points.get(0));
        between(points, 0, points.size() - 1, kept);
        return kept;
    }

    /** Adds the points after {@code from} up to and with {@code to} that are needed. */
    private static void between(List<Point> points, int from, int to, List<Point> kept) {
        int farthest = -1;
        double distance = TOLERANCE;
        for (int i = from + 1; i < to; i++) {
            double here = distance(points.get(i), points.get(from), points.get(to));
            if (here > distance) {
                distance = here;
                farthest = i;
            }
        }
        if (farthest < 0) {
            kept.add(points.get(to));
            return;
        }
        between(points, from, farthest, kept);
        between(points, farthest, to, kept);
    }

    /** Distance of a point from the line between two others. */
    private static double distance(Point point, Point a, Point b) {
        double dx = b.x() - a.x();
        double dy = b.y() - a.y();
        double length = dx * dx + dy * dy;
        double along = length == 0 ? 0 : ((point.x() - a.x()) * dx + (point.y() - a.y()) * dy) / length;
        double share = Math.max(0, Math.min(1, along));
        return Math.hypot(point.x() - a.x() - share * dx, point.y() - a.y() - share * dy);
    }
}
