package org.stn4j.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The table {@code metrics.csv}: one line for each epoch, numbers as Java prints them, so that reading gives back the
 * same bits.
 */
public final class MetricsCsv {
    private static final String COLUMNS =
            "epoch,step,loss,error,validation_loss,validation_error,learning_rate,images_per_second,seconds";
    private static final int FIXED = 9;

    private MetricsCsv() {}

    /** The table as text, with one column {@code outside_share_N} for each of so many transformers. */
    public static String write(List<EpochMetrics> history, int transformers) {
        StringBuilder text = new StringBuilder(COLUMNS);
        IntStream.range(0, transformers)
                .forEach(i -> text.append(",outside_share_").append(i + 1));
        text.append('\n');
        for (EpochMetrics row : history) {
            text.append(row.epoch()).append(',').append(row.step());
            for (double value : numbers(row)) {
                text.append(',').append(value);
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static double[] numbers(EpochMetrics row) {
        double[] fixed = {
            row.loss(),
            row.error(),
            row.validationLoss(),
            row.validationError(),
            row.learningRate(),
            row.imagesPerSecond(),
            row.seconds()
        };
        return IntStream.range(0, fixed.length + row.outsideShare().size())
                .mapToDouble(
                        i -> i < fixed.length ? fixed[i] : row.outsideShare().get(i - fixed.length))
                .toArray();
    }

    /**
     * Reads a table.
     *
     * @throws IOException if the file cannot be read or is none of ours; the message names the file and line
     */
    public static List<EpochMetrics> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.get(0).startsWith(COLUMNS)) {
            throw new IOException(file + " is not a table of metrics: its first line is not '" + COLUMNS + "'");
        }
        List<EpochMetrics> history = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            try {
                history.add(row(lines.get(i).split(",", -1)));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new IOException(file + ", line " + (i + 1) + ": not a row of metrics: " + lines.get(i), e);
            }
        }
        return history;
    }

    private static EpochMetrics row(String[] cells) {
        double[] n = new double[cells.length];
        for (int i = 2; i < cells.length; i++) {
            n[i] = Double.parseDouble(cells[i]);
        }
        List<Double> outside =
                IntStream.range(FIXED, cells.length).mapToObj(i -> n[i]).toList();
        return new EpochMetrics(
                Integer.parseInt(cells[0]),
                Long.parseLong(cells[1]),
                n[2],
                n[3],
                n[4],
                n[5],
                n[6],
                n[7],
                n[8],
                outside);
    }
}
