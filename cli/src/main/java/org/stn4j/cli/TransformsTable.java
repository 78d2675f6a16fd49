package org.stn4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.stn4j.train.rectify.Corners;
import org.stn4j.train.rectify.Rectified;
import org.stn4j.train.rectify.RectifyJob;

/** What transformers did with pictures: a line for each picture and transformer. */
final class TransformsTable {
    private final Csv csv = new Csv(
            "path",
            "label",
            "probability",
            "height",
            "width",
            "transformer",
            "transform",
            "theta",
            "top_left_x",
            "top_left_y",
            "top_right_x",
            "top_right_y",
            "bottom_right_x",
            "bottom_right_y",
            "bottom_left_x",
            "bottom_left_y");

    /**
     * Adds a picture.
     *
     * @param name its path below the folder that was given
     */
    void add(Path name, RectifyJob.Written written) {
        for (int i = 0; i < written.views().size(); i++) {
            Rectified.View view = written.views().get(i);
            List<Object> cells = new ArrayList<>();
            cells.add(name.toString().replace('\\', '/'));
            cells.add(written.label());
            cells.add(written.probability());
            cells.add(written.height());
            cells.add(written.width());
            cells.add(i + 1);
            cells.add(view.transform());
            cells.add(IntStream.range(0, view.theta().length)
                    .mapToObj(k -> Float.toString(view.theta()[k]))
                    .collect(Collectors.joining(" ")));
            if (view.corners().isPresent()) {
                for (Corners.Place place : view.corners().get().places()) {
                    cells.add(pixels(place.x()));
                    cells.add(pixels(place.y()));
                }
            } else {
                IntStream.range(0, 8).forEach(k -> cells.add(null));
            }
            csv.line(cells.toArray());
        }
    }

    private static String pixels(double coordinate) {
        return Double.isFinite(coordinate) ? String.format(Locale.ROOT, "%.2f", coordinate) : "";
    }

    Csv csv() {
        return csv;
    }
}
