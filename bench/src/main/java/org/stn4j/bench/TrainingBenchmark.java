package org.stn4j.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.stn4j.nn.Network;
import org.stn4j.nn.Presets;
import org.stn4j.nn.Shape;
import org.stn4j.nn.torch.Torch;

/** One full training step of the presets against the same network on plain libtorch operators. */
public final class TrainingBenchmark {
    private static final int CLASSES = 10;

    private final int threads;
    private final int batchSize;
    private final SideBySide comparison;

    public TrainingBenchmark(int threads, int batchSize, int rounds, double secondsPerTurn) {
        this.threads = threads;
        this.batchSize = batchSize;
        this.comparison = new SideBySide(rounds, secondsPerTurn);
    }

    /**
     * What was found.
     *
     * @param stepsCompared images of a step
     */
    public record Results(String java, int threads, int stepsCompared, List<Row> rows) {}

    /** One network; images learnt from in a second, medians. */
    public record Row(
            String network, long multiplyAdds, double imagesPerSecond, double libtorchImagesPerSecond, double speedup) {
        public String line() {
            return String.format(
                    Locale.ROOT,
                    "%-16s %,14d multiply-adds %10.0f images/s   libtorch %8.0f images/s   %5.2fx",
                    network,
                    multiplyAdds,
                    imagesPerSecond,
                    libtorchImagesPerSecond,
                    speedup);
        }
    }

    /**
     * Measures the CNN and the ST-CNN at 42×42.
     *
     * @param progress is told each row as it comes
     */
    public Results run(Consumer<Row> progress) {
        Torch.setThreads(threads);
        Shape input = new Shape(1, 42, 42);
        SplittableRandom random = new SplittableRandom(1);
        float[] images = new float[batchSize * input.values()];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextDouble();
        }
        int[] labels = random.ints(batchSize, 0, CLASSES).toArray();
        List<Row> rows = new ArrayList<>();
        for (String name : List.of("cnn", "st-cnn")) {
            Network network = Presets.named(name, new Presets.Settings(input, CLASSES));
            try (OurTraining ours = new OurTraining(network, images, labels);
                    PlainTraining theirs = new PlainTraining(network, images, labels)) {
                SideBySide.Result result = comparison.measure(ours, theirs);
                Row row = new Row(
                        network.name(),
                        org.stn4j.nn.Summary.of(network).multiplyAdds(),
                        batchSize / result.ours().median(),
                        batchSize / result.theirs().median(),
                        result.speedup());
                rows.add(row);
                progress.accept(row);
            }
        }
        return new Results(Runtime.version().toString(), threads, batchSize, rows);
    }

    public static void main(String[] args) {
        int threads = Integer.getInteger("threads", Runtime.getRuntime().availableProcessors());
        new TrainingBenchmark(threads, 256, 5, 1).run(row -> System.out.println(row.line()));
        System.exit(0);
    }
}
