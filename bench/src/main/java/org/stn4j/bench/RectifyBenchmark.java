package org.stn4j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.stn4j.nn.Model;
import org.stn4j.train.rectify.RectifyJob;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Planes;

/**
 * Rectifying pictures in files at their own resolution, against a plain loop with libtorch's operators: reading, θ from
 * the small view, warp and writing, all of it.
 */
public final class RectifyBenchmark {
    private static final List<String> FORMATS = List.of("png", "jpg");
    /** The share of a side that the drawn model looks at: the root of its matrix's determinant. */
    private static final double SEEN = Math.sqrt(0.6 * 0.6 + 0.2 * 0.2);
    /** Of 255 levels, on average: rounding, and θ that comes from small views that were scaled differently. */
    private static final double SAME = 1.5;

    private final RectifySettings settings;

    public RectifyBenchmark(RectifySettings settings) {
        this.settings = settings;
    }

    /**
     * Measures pictures of each format.
     *
     * @param progress is told each row as it comes
     * @throws IOException if the temporary folder cannot be written to
     * @throws IllegalStateException if both sides make different pictures; one line
     */
    public RectifyResults run(Consumer<RectifyRow> progress) throws IOException {
        List<RectifyRow> rows = new ArrayList<>();
        for (String format : FORMATS) {
            RectifyRow row = measure(format);
            rows.add(row);
            progress.accept(row);
        }
        return new RectifyResults(Conditions.current(settings.threads()), rows);
    }

    private RectifyRow measure(String format) throws IOException {
        Model model = DrawnModel.of(TrainingBenchmark.network("st-cnn"));
        int side = Math.max(1, (int) Math.round(SEEN * settings.side()));
        ImageSize output = new ImageSize(side, side);
        try (DrawnPictures pictures = new DrawnPictures()) {
            List<Path> files =
                    pictures.write(new ImageSize(settings.side(), settings.side()), settings.pictures(), format, 0);
            List<RectifyJob.Task> ours = tasks(files, pictures.folder().resolve("ours"));
            List<RectifyJob.Task> theirs = tasks(files, pictures.folder().resolve("theirs"));
            try (Contender our = new OurRectifying(model, ours, output, settings.threads());
                    Contender plain = new PlainRectifying(model, theirs, output, settings.threads())) {
                our.run();
                plain.run();
                check(ours, theirs);
                List<SideBySide.Timing> times =
                        new SideBySide(settings.rounds(), settings.secondsPerTurn()).measure(List.of(our, plain));
                double perMinute = 60.0 * settings.pictures();
                return new RectifyRow(
                        format + " " + settings.side() + "x" + settings.side(),
                        perMinute / times.get(0).median(),
                        perMinute / times.get(1).median(),
                        times.get(1).median() / times.get(0).median(),
                        bytes(ours),
                        bytes(theirs));
            }
        }
    }

    private static List<RectifyJob.Task> tasks(List<Path> files, Path folder) throws IOException {
        Files.createDirectories(folder);
        return files.stream()
                .map(file -> new RectifyJob.Task(file, folder.resolve(file.getFileName() + ".png")))
                .toList();
    }

    private static void check(List<RectifyJob.Task> ours, List<RectifyJob.Task> theirs) throws IOException {
        for (int i = 0; i < ours.size(); i++) {
            float[] one = Planes.of(ImageIO.read(ours.get(i).target().toFile())).values();
            float[] other =
                    Planes.of(ImageIO.read(theirs.get(i).target().toFile())).values();
            double difference = one.length == other.length ? 0 : Double.POSITIVE_INFINITY;
            for (int k = 0; k < Math.min(one.length, other.length); k++) {
                difference += 255.0 * Math.abs(one[k] - other[k]) / one.length;
            }
            if (!(difference <= SAME)) {
                throw new IllegalStateException("the sides make different pictures of "
                        + ours.get(i).source().getFileName() + "; their times cannot be compared");
            }
        }
    }

    private static long bytes(List<RectifyJob.Task> tasks) throws IOException {
        long sum = 0;
        for (RectifyJob.Task task : tasks) {
            sum += Files.size(task.target());
        }
        return sum / tasks.size();
    }
}
