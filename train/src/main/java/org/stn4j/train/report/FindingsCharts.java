package org.stn4j.train.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.stn4j.train.Calibration;
import org.stn4j.train.Robustness;
import org.stn4j.train.report.LineChart.Along;
import org.stn4j.train.report.LineChart.Curve;

/** The charts of what was found out about a model. */
final class FindingsCharts {
    private FindingsCharts() {}

    /** The share that is right over the confidence, beside the line where both are the same. */
    static LineChart reliability(Calibration calibration) {
        List<Double> middles = calibration.bins().stream()
                .map(bin -> 50 * (bin.low() + bin.high()))
                .toList();
        List<Double> accuracies = calibration.bins().stream()
                .map(bin -> bin.images() == 0 ? Double.NaN : 100 * bin.accuracy())
                .toList();
        return new LineChart(
                "Right, in %",
                new Along("confidence in %", new Axis(0, 100, false), middles, List.of(0.0, 25.0, 50.0, 75.0, 100.0)),
                List.of(
                        new Curve("as sure as right", "series-1", middles),
                        new Curve("this model", "series-2", accuracies)),
                false,
                FindingsCharts::percent);
    }

    /** Right and stable answers over angle, shift and scale. */
    static List<LineChart> robustness(Robustness robustness) {
        return List.of(
                chart("turned by degrees", robustness.angle(), Function.identity(), -180.0, -90.0, 0.0, 90.0, 180.0),
                chart("moved by % of the side", robustness.shift(), s -> 100 * s, 0.0, 10.0, 20.0, 30.0, 40.0),
                chart("scaled, times", robustness.scale(), Function.identity(), 0.5, 1.0, 1.5, 2.0));
    }

    private static LineChart chart(
            String name, List<Robustness.Point> points, Function<Double, Double> unit, Double... ticks) {
        List<Double> places =
                points.stream().map(point -> unit.apply(point.strength())).toList();
        List<Curve> curves = new ArrayList<>();
        if (points.get(0).switchedOff() != null) {
            curves.add(curve(
                    "right, transformer off",
                    "series-1",
                    points,
                    point -> point.switchedOff().accuracy()));
        }
        curves.add(curve("right", "series-2", points, point -> point.network().accuracy()));
        curves.add(curve(
                "same answer", "series-3", points, point -> point.network().stable()));
        return new LineChart("Pictures in %", Along.of(name, places, ticks), curves, false, FindingsCharts::percent);
    }

    private static Curve curve(
            String name, String style, List<Robustness.Point> points, ToDoubleFunction<Robustness.Point> value) {
        return new Curve(
                name,
                style,
                points.stream().map(point -> 100 * value.applyAsDouble(point)).toList());
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.1f %%", value);
    }
}
