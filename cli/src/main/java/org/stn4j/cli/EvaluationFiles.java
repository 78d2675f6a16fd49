package org.stn4j.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.stn4j.data.Dataset;
import org.stn4j.nn.file.AtomicFile;
import org.stn4j.train.Calibration;
import org.stn4j.train.Evaluation;
import org.stn4j.train.EvaluationReport;
import org.stn4j.train.Findings;
import org.stn4j.train.Robustness;
import org.stn4j.train.report.GallerySheet;
import org.stn4j.train.report.View;

/**
 * What {@code evaluate --out} writes: a report for people, tables for programs, and the worst mistakes as pictures.
 *
 * @param folder where to
 * @param images what was evaluated on
 */
record EvaluationFiles(Path folder, Dataset images) {
    private static final int LONGEST_NAME = 40;
    private static final int SIDE = 192;

    void write(EvaluationReport report) throws IOException {
        Findings findings = report.findings();
        Evaluation evaluation = findings.evaluation();
        Folders.create(folder.resolve("mistakes"));
        classes(evaluation).write(folder.resolve("classes.csv"));
        confusion(evaluation).write(folder.resolve("confusion.csv"));
        calibration(evaluation.calibration()).write(folder.resolve("calibration.csv"));
        if (findings.robustness().isPresent()) {
            robustness(findings.robustness().get()).write(folder.resolve("robustness.csv"));
        }
        mistakes(evaluation.mistakes(), report.mistakes());
        AtomicFile.write(folder.resolve("report.html"), report.html().getBytes(StandardCharsets.UTF_8));
    }

    static Csv classes(Evaluation evaluation) {
        Csv table = new Csv("label", "images", "precision", "recall", "f1");
        for (Evaluation.ClassFigures figures : evaluation.classes()) {
            table.line(figures.label(), figures.examples(), figures.precision(), figures.recall(), figures.f1());
        }
        return table;
    }

    static Csv confusion(Evaluation evaluation) {
        Csv table = new Csv("label", "taken_for", "images", "share");
        for (Evaluation.Confusion confusion : evaluation.confusions()) {
            table.line(confusion.label(), confusion.predicted(), confusion.count(), confusion.share());
        }
        return table;
    }

    static Csv calibration(Calibration calibration) {
        Csv table = new Csv("confidence_above", "confidence_to", "images", "mean_confidence", "accuracy");
        for (Calibration.Bin bin : calibration.bins()) {
            table.line(bin.low(), bin.high(), bin.images(), bin.confidence(), bin.accuracy());
        }
        return table;
    }

    static Csv robustness(Robustness robustness) {
        Csv table = new Csv("change", "strength", "accuracy", "same_answer", "accuracy_without", "same_answer_without");
        lines(table, "angle_degrees", robustness.angle());
        lines(table, "shift_share", robustness.shift());
        lines(table, "scale_times", robustness.scale());
        return table;
    }

    private static void lines(Csv table, String change, List<Robustness.Point> points) {
        for (Robustness.Point point : points) {
            Robustness.Answers off = point.switchedOff();
            table.line(
                    change,
                    point.strength(),
                    point.network().accuracy(),
                    point.network().stable(),
                    off == null ? null : off.accuracy(),
                    off == null ? null : off.stable());
        }
    }

    private void mistakes(List<Evaluation.Mistake> mistakes, List<View> views) throws IOException {
        Path pictures = folder.resolve("mistakes");
        // Of an earlier evaluation there may have been more.
        try (DirectoryStream<Path> earlier = Files.newDirectoryStream(pictures, "[0-9][0-9][0-9]-*.png")) {
            for (Path file : earlier) {
                Files.delete(file);
            }
        }
        GallerySheet sheet = new GallerySheet(1, SIDE);
        List<String> names = new ArrayList<>();
        for (View view : views) {
            String name = String.format(
                    Locale.ROOT,
                    "%03d-%s-as-%s.png",
                    names.size() + 1,
                    fileName(view.label()),
                    fileName(view.predicted()));
            PngFile.write(pictures.resolve(name), sheet.draw(List.of(view)));
            names.add(name);
        }
        mistakeTable(mistakes, names).write(folder.resolve("mistakes.csv"));
    }

    /** All mistakes, the worst first; of those that were drawn, the picture's name too. */
    private Csv mistakeTable(List<Evaluation.Mistake> mistakes, List<String> drawn) {
        Csv table = new Csv("file", "label", "taken_for", "probability", "picture");
        for (int i = 0; i < mistakes.size(); i++) {
            Evaluation.Mistake mistake = mistakes.get(i);
            table.line(
                    images.origin(mistake.index()),
                    images.labels().get(mistake.label()),
                    images.labels().get(mistake.predicted()),
                    mistake.confidence(),
                    i < drawn.size() ? drawn.get(i) : null);
        }
        return table;
    }

    /** A label as part of a file's name, on whatever system. */
    static String fileName(String label) {
        String name = label.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_").strip();
        return name.substring(
                0, name.offsetByCodePoints(0, Math.min(LONGEST_NAME, name.codePointCount(0, name.length()))));
    }
}
