package org.stn4j.train.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * Curves, drawn as SVG; colours come from the page's style sheet.
 *
 * @param title what is drawn, with its unit
 * @param along what the values are drawn over
 * @param curves the curves
 * @param logarithmic whether the upright axis is logarithmic
 * @param format how a value is written in full
 */
record LineChart(String title, Along along, List<Curve> curves, boolean logarithmic, DoubleFunction<String> format) {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 250;
    private static final int LEFT = 46;
    private static final int RIGHT = 16;
    private static final int TOP = 12;
    private static final int BOTTOM = 34;

    /**
     * The lower axis.
     *
     * @param name what it shows, with its unit
     * @param axis its numbers
     * @param places where the values of each curve lie on it, in order
     * @param ticks which of its numbers are written
     */
    record Along(String name, Axis axis, List<Double> places, List<Double> ticks) {

        /** The epochs of a run. */
        static Along epochs(List<Integer> epochs) {
            Axis axis = Axis.counting(epochs.get(0), epochs.get(epochs.size() - 1));
            return new Along(
                    "epoch",
                    axis,
                    epochs.stream().map(Integer::doubleValue).toList(),
                    axis.ticks(Math.min(10, epochs.size())).stream()
                            .filter(tick -> tick == Math.rint(tick))
                            .toList());
        }

        /** An axis from the first of the places to the last. */
        static Along of(String name, List<Double> places, Double... ticks) {
            return new Along(
                    name, new Axis(places.get(0), places.get(places.size() - 1), false), places, List.of(ticks));
        }
    }

    /**
     * One curve.
     *
     * @param name its name in the legend
     * @param style class that gives it its colour
     * @param values one for each place; those that are not finite leave a gap
     */
    record Curve(String name, String style, List<Double> values) {}

    Markup svg() {
        List<Double> all = curves.stream()
                .flatMap(curve -> curve.values().stream())
                .filter(Double::isFinite)
                .toList();
        Axis upright = logarithmic ? Axis.logarithmic(all) : Axis.linear(all);
        Markup markup = new Markup();
        markup.open("figure", "class", "chart").open("figcaption").element("span", title, "class", "chart-title");
        if (curves.size() > 1) {
            legend(markup);
        }
        markup.close();
        markup.open(
                "svg",
                "viewBox",
                "0 0 " + WIDTH + " " + HEIGHT,
                "role",
                "img",
                "aria-label",
                title + " over " + along.name());
        grid(markup, upright);
        for (Curve curve : curves) {
            curve(markup, curve, upright);
        }
        return markup.close().close();
    }

    private void legend(Markup markup) {
        markup.open("span", "class", "legend");
        for (Curve curve : curves) {
            markup.open("span", "class", "key " + curve.style())
                    .text(curve.name())
                    .close();
        }
        markup.close();
    }

    private void grid(Markup markup, Axis upright) {
        for (double tick : upright.ticks(4)) {
            String y = pixel(y(upright, tick));
            markup.leaf("line", "class", "grid", "x1", "" + LEFT, "x2", "" + (WIDTH - RIGHT), "y1", y, "y2", y);
            markup.element(
                    "text",
                    Axis.label(tick),
                    "class",
                    "tick",
                    "x",
                    "" + (LEFT - 8),
                    "y",
                    pixel(y(upright, tick) + 3.5),
                    "text-anchor",
                    "end");
        }
        for (double tick : along.ticks()) {
            markup.element(
                    "text",
                    Axis.label(tick),
                    "class",
                    "tick",
                    "x",
                    pixel(x(tick)),
                    "y",
                    "" + (HEIGHT - BOTTOM + 17),
                    "text-anchor",
                    "middle");
        }
        markup.element(
                "text",
                along.name(),
                "class",
                "tick",
                "x",
                "" + (WIDTH - RIGHT),
                "y",
                "" + (HEIGHT - 3),
                "text-anchor",
                "end");
    }

    private void curve(Markup markup, Curve curve, Axis upright) {
        List<String> places = new ArrayList<>();
        markup.open("g", "class", "curve " + curve.style());
        for (int i = 0; i < curve.values().size(); i++) {
            double value = curve.values().get(i);
            if (Double.isFinite(value)) {
                places.add(pixel(x(along.places().get(i))) + "," + pixel(y(upright, value)));
            } else {
                polyline(markup, places);
                places.clear();
            }
        }
        polyline(markup, places);
        for (int i = 0; i < curve.values().size(); i++) {
            double value = curve.values().get(i);
            if (Double.isFinite(value)) {
                markup.open("circle", "cx", pixel(x(along.places().get(i))), "cy", pixel(y(upright, value)), "r", "2.6")
                        .element(
                                "title",
                                curve.name() + ", " + along.name() + " "
                                        + Axis.label(along.places().get(i)) + ": " + format.apply(value))
                        .close();
            }
        }
        markup.close();
    }

    private static void polyline(Markup markup, List<String> places) {
        if (places.size() > 1) {
            markup.leaf("polyline", "points", String.join(" ", places));
        }
    }

    private double x(double place) {
        return LEFT + along.axis().share(place) * (WIDTH - LEFT - RIGHT);
    }

    private static double y(Axis upright, double value) {
        return HEIGHT - BOTTOM - upright.share(value) * (HEIGHT - TOP - BOTTOM);
    }

    private static String pixel(double place) {
        return String.format(Locale.ROOT, "%.1f", place);
    }
}
