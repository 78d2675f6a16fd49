package org.stn4j.cli;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.stn4j.bench.ScalingAxis;
import org.stn4j.bench.ScalingResults;
import org.stn4j.bench.ScalingRow;

/** How the cost of a warp grows, as one picture: a chart for each axis, all with logarithmic scales. */
final class ScalingChart {
    private static final int COLUMNS = 3;
    private static final int WIDTH = 420;
    private static final int HEIGHT = 320;
    private static final Color OURS = new Color(0x1f5fd0);
    private static final Color LIBTORCH = new Color(0xd0542b);

    private ScalingChart() {}

    static BufferedImage draw(ScalingResults results) {
        ScalingAxis[] axes = ScalingAxis.values();
        int rows = (axes.length + COLUMNS - 1) / COLUMNS;
        BufferedImage sheet = new BufferedImage(COLUMNS * WIDTH, rows * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        for (int i = 0; i < axes.length; i++) {
            List<ScalingRow> along = along(axes[i], results);
            graphics.drawImage(
                    BitmapEncoder.getBufferedImage(chart(axes[i], along)),
                    i % COLUMNS * WIDTH,
                    i / COLUMNS * HEIGHT,
                    null);
        }
        graphics.dispose();
        return sheet;
    }

    private static List<ScalingRow> along(ScalingAxis axis, ScalingResults results) {
        return results.rows().stream().filter(row -> row.axis() == axis).toList();
    }

    private static XYChart chart(ScalingAxis axis, List<ScalingRow> rows) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("ns for each value of the output")
                .xAxisTitle(axis.toString())
                .build();
        XYStyler styler = chart.getStyler();
        styler.setXAxisLogarithmic(true);
        styler.setYAxisLogarithmic(true);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(new Color(0xe4e4e4));
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setLegendVisible(axis == ScalingAxis.PIXELS);
        styler.setLegendPosition(Styler.LegendPosition.InsideNE);
        line(chart, "forward", rows, ScalingRow::forward, OURS, false);
        line(chart, "forward + backward", rows, ScalingRow::training, OURS, true);
        line(chart, "libtorch, forward", rows, ScalingRow::libtorchForward, LIBTORCH, false);
        line(chart, "libtorch, forward + backward", rows, ScalingRow::libtorchTraining, LIBTORCH, true);
        return chart;
    }

    private static void line(
            XYChart chart,
            String name,
            List<ScalingRow> rows,
            ToDoubleFunction<ScalingRow> nanoseconds,
            Color colour,
            boolean dashed) {
        double[] values = rows.stream().mapToDouble(ScalingRow::value).toArray();
        XYSeries series = chart.addSeries(
                name, values, rows.stream().mapToDouble(nanoseconds).toArray());
        series.setLineColor(colour);
        series.setLineStyle(
                dashed
                        ? new BasicStroke(2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 4}, 0)
                        : new BasicStroke(2f));
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(colour);
    }
}
