package org.stn4j.train.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Planes;

/** Cards with pictures: the input with the frames drawn into it, and beside it what each transformer sees. */
final class Gallery {
    /** Room around a picture in which a frame that leaves it can still be followed, as a share of its size. */
    private static final double MARGIN = 0.15;

    private Gallery() {}

    /**
     * The cards.
     *
     * @param origins whether they say where their pictures come from
     */
    static Markup of(List<View> views, boolean origins) {
        boolean single = views.stream().allMatch(view -> view.looks().isEmpty());
        Markup markup = new Markup().open("div", "class", single ? "gallery single" : "gallery");
        for (View view : views) {
            markup.open("figure", "class", view.right() ? "view" : "view wrong")
                    .open("div", "class", "pictures")
                    .add(input(view));
            for (int i = 0; i < view.looks().size(); i++) {
                Planes seen = view.looks().get(i).seen();
                markup.leaf(
                        "img",
                        "class",
                        "seen frame-" + (i % 4 + 1),
                        "alt",
                        "what the transformer sees",
                        "width",
                        "" + seen.size().width(),
                        "height",
                        "" + seen.size().height(),
                        "src",
                        Picture.uri(seen));
            }
            markup.close().add(caption(view, origins)).close().line();
        }
        return markup.close();
    }

    private static Markup caption(View view, boolean origins) {
        Markup markup = new Markup().open("figcaption").element("span", view.label(), "class", "label");
        if (!view.right()) {
            markup.element("span", "taken for", "class", "muted")
                    .element("span", view.predicted(), "class", "mistaken");
        }
        markup.element("span", String.format(Locale.ROOT, "%.1f %%", 100 * view.probability()), "class", "probability");
        if (origins) {
            // The end of a long path says more than its beginning, and the marks keep it from being turned around.
            markup.element("span", "\u200E" + view.origin() + "\u200E", "class", "origin", "title", view.origin());
        }
        return markup.close();
    }

    private static Markup input(View view) {
        ImageSize size = view.input().size();
        double marginX = view.looks().isEmpty() ? 0 : MARGIN * size.width();
        double marginY = view.looks().isEmpty() ? 0 : MARGIN * size.height();
        String box = number(-marginX)
                + " " + number(-marginY)
                + " " + number(size.width() + 2 * marginX)
                + " " + number(size.height() + 2 * marginY);
        Markup markup = new Markup()
                .open("svg", "class", "input", "viewBox", box, "role", "img", "aria-label", "input")
                .leaf(
                        "image",
                        "width",
                        "" + size.width(),
                        "height",
                        "" + size.height(),
                        "preserveAspectRatio",
                        "none",
                        "href",
                        Picture.uri(view.input()));
        for (int i = 0; i < view.looks().size(); i++) {
            int style = i % 4 + 1;
            view.looks().get(i).frame().ifPresent(frame -> frame(markup, frame, style));
        }
        return markup.close();
    }

    private static void frame(Markup markup, Outline frame, int style) {
        markup.leaf("polyline", "class", "frame frame-" + style, "points", points(frame.rest()))
                .leaf("polyline", "class", "frame top frame-" + style, "points", points(frame.top()));
    }

    private static String points(List<Outline.Point> points) {
        return Polyline.simplified(points).stream()
                .map(point -> number(point.x()) + "," + number(point.y()))
                .collect(Collectors.joining(" "));
    }

    private static String number(double value) {
        // A frame that has run away is drawn at the edge of what renderers can hold.
        return String.format(Locale.ROOT, "%.2f", Math.max(-1e5, Math.min(1e5, value)));
    }
}
