package org.stn4j.train.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.stn4j.train.EpochMetrics;
import org.stn4j.train.report.LineChart.Curve;

/** The charts of a run's history. */
final class Curves {
    private final List<EpochMetrics> history;
    private final LineChart.Along epochs;

    Curves(List<EpochMetrics> history) {
        this.history = history;
        this.epochs =
                LineChart.Along.epochs(history.stream().map(EpochMetrics::epoch).toList());
    }

    /** Error, loss, outside share of the transformers, and learning rate. */
    List<LineChart> charts(List<String> transformers) {
        List<LineChart> charts = new ArrayList<>();
        charts.add(chart(
                "Error in %",
                true,
                value -> percent(value / 100),
                new Curve("training", "series-1", values(m -> 100 * m.error())),
                new Curve("validation", "series-2", values(m -> 100 * m.validationError()))));
        charts.add(chart(
                "Loss in nats",
                true,
                Curves::plain,
                new Curve("training", "series-1", values(EpochMetrics::loss)),
                new Curve("validation", "series-2", values(EpochMetrics::validationLoss))));
        int shares = history.get(0).outsideShare().size();
        if (shares > 0) {
            Curve[] curves = IntStream.range(0, shares)
                    .mapToObj(i -> new Curve(
                            i < transformers.size() ? transformers.get(i) : "transformer " + (i + 1),
                            "series-" + (4 - i % 4),
                            values(m -> 100 * m.outsideShare().get(i))))
                    .toArray(Curve[]::new);
            charts.add(chart("Samples outside the image in %", false, value -> percent(value / 100), curves));
        }
        charts.add(chart(
                "Learning rate at the end of the epoch",
                false,
                Curves::plain,
                new Curve("learning rate", "series-3", values(EpochMetrics::learningRate))));
        return charts;
    }

    private LineChart chart(String title, boolean logarithmic, DoubleFunction<String> format, Curve... curves) {
        return new LineChart(title, epochs, List.of(curves), logarithmic, format);
    }

    private List<Double> values(ToDoubleFunction<EpochMetrics> of) {
        return history.stream().map(of::applyAsDouble).toList();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    private static String plain(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
