package org.stn4j.cli;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.stn4j.train.EpochMetrics;
import org.stn4j.train.MetricsCsv;
import org.stn4j.train.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws the validation error of several runs over time, to compare them. */
@Command(
        name = "curves",
        description = {"Draws the validation error of runs over the minutes that they took, to compare them."})
final class CurvesCommand implements Callable<Integer> {
    private static final int WIDTH = 840;
    private static final int HEIGHT = 420;
    private static final Color[] COLOURS = {
        new Color(0x1f5fd0), new Color(0xd0542b), new Color(0x2f8f5b), new Color(0x8a4fbf), new Color(0x666666)
    };

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "RUN", description = "Folders of runs.")
    private List<Path> runs;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The PNG file to write.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("validation error, %")
                .xAxisTitle("minutes of training")
                .build();
        style(chart);
        List<String> labels = labels(runs);
        for (int i = 0; i < runs.size(); i++) {
            draw(chart, labels.get(i), runs.get(i), COLOURS[i % COLOURS.length]);
        }
        PngFile.write(out, BitmapEncoder.getBufferedImage(chart));
        spec.commandLine().getOut().println("wrote " + out);
        return ExitCode.DONE;
    }

    private static void style(XYChart chart) {
        XYStyler styler = chart.getStyler();
        styler.setYAxisMin(0.0);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(new Color(0xe4e4e4));
        styler.setLegendPosition(Styler.LegendPosition.InsideNE);
        styler.setChartBackgroundColor(Color.WHITE);
    }

    /**
     * What the runs are called: the ends of their paths, as many folders of them as it takes to tell them apart.
     *
     * @throws IllegalArgumentException if one is given twice; one line
     */
    static List<String> labels(List<Path> runs) {
        List<Path> whole =
                runs.stream().map(run -> run.toAbsolutePath().normalize()).toList();
        for (int i = 0; i < whole.size(); i++) {
            if (whole.indexOf(whole.get(i)) < i) {
                throw new IllegalArgumentException(runs.get(i) + " is given twice; give each run once");
            }
        }
        int names = 1;
        while (labels(whole, names).distinct().count() < whole.size()) {
            names++;
        }
        return labels(whole, names).toList();
    }

    private static Stream<String> labels(List<Path> runs, int names) {
        return runs.stream().map(run -> {
            int all = run.getNameCount();
            return all == 0
                    ? run.toString()
                    : run.subpath(Math.max(0, all - names), all).toString();
        });
    }

    private static void draw(XYChart chart, String label, Path run, Color colour) throws IOException {
        List<EpochMetrics> history = MetricsCsv.read(new RunDirectory(run).metrics());
        if (history.isEmpty()) {
            throw new IOException(run + ": this run has not ended an epoch yet; there is nothing to draw");
        }
        double[] minutes =
                history.stream().mapToDouble(epoch -> epoch.seconds() / 60).toArray();
        double[] percent = history.stream()
                .mapToDouble(epoch -> 100 * epoch.validationError())
                .toArray();
        XYSeries series = chart.addSeries(label, minutes, percent);
        series.setLineColor(colour);
        series.setLineStyle(new BasicStroke(2.2f));
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(colour);
    }
}
