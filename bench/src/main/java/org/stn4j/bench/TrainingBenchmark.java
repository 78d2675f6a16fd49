package org.stn4j.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Network;
import org.stn4j.nn.Presets;
import org.stn4j.nn.Shape;
import org.stn4j.nn.Shapes;
import org.stn4j.nn.Summary;
import org.stn4j.nn.torch.Precision;
import org.stn4j.nn.torch.Torch;

/** One full training step of the presets against the same network on plain libtorch operators. */
public final class TrainingBenchmark {
    private static final int CLASSES = 10;
    private static final Shape INPUT = new Shape(1, 42, 42);
    private static final List<String> NETWORKS = List.of("cnn", "st-cnn");

    private final TrainingSettings settings;
    private final SideBySide comparison;

    public TrainingBenchmark(TrainingSettings settings) {
        this.settings = settings;
        this.comparison = new SideBySide(settings.rounds(), settings.secondsPerTurn());
    }

    /** A preset at the size that is measured. */
    static Network network(String name) {
        return Presets.named(name, new Presets.Settings(INPUT, CLASSES));
    }

    /**
     * Measures the CNN and the ST-CNN at 42×42.
     *
     * @param progress is told each row as it comes
     * @throws IllegalStateException if a process of libtorch's own fails; one line
     */
    public TrainingResults run(Consumer<TrainingRow> progress) {
        Torch.setThreads(settings.threads());
        List<TrainingRow> rows = new ArrayList<>();
        for (String name : NETWORKS) {
            TrainingRow row = measure(name);
            rows.add(row);
            progress.accept(row);
        }
        double cost = rows.get(0).imagesPerSecond() / rows.get(1).imagesPerSecond() - 1;
        return new TrainingResults(Conditions.current(settings.threads()), settings.batchSize(), cost, rows);
    }

    private TrainingRow measure(String name) {
        Network network = network(name);
        Optional<Network> classifier = withoutTransformer(network);
        List<Contender> contenders = new ArrayList<>();
        try {
            enter(network, contenders);
            classifier.ifPresent(rest -> enter(rest, contenders));
            boolean halves = Torch.hasBfloat16();
            if (halves) {
                contenders.add(new OurTraining(network, data(network), Precision.BFLOAT16));
            }
            List<SideBySide.Timing> times = comparison.measure(contenders);
            boolean isPlain = times.get(1).median() <= times.get(2).median();
            MemoryLayout layout = isPlain ? MemoryLayout.PLAIN : MemoryLayout.CHANNELS_LAST;
            SideBySide.Timing ours = times.get(0);
            SideBySide.Timing libtorch = times.get(isPlain ? 1 : 2);
            int size = settings.batchSize();
            return new TrainingRow(
                    network.name(),
                    Summary.of(network).multiplyAdds(),
                    size / ours.median(),
                    size / ours.upperQuartile(),
                    size / ours.lowerQuartile(),
                    halves ? size / times.get(times.size() - 1).median() : null,
                    size / libtorch.median(),
                    layout.name().toLowerCase(Locale.ROOT),
                    settings.unset() ? size / UnsetTraining.secondsPerStep(name, settings) : null,
                    libtorch.median() / ours.median(),
                    classifier.isEmpty() ? null : 1 - times.get(3).median() / ours.median(),
                    classifier.isEmpty() ? null : 1 - times.get(isPlain ? 4 : 5).median() / libtorch.median());
        } finally {
            contenders.forEach(Contender::close);
        }
    }

    /** Ours, and libtorch's in both layouts. */
    private void enter(Network network, List<Contender> contenders) {
        TrainingData data = data(network);
        contenders.add(new OurTraining(network, data, Precision.FLOAT32));
        for (MemoryLayout layout : MemoryLayout.values()) {
            contenders.add(new PlainTraining(network, data, layout));
        }
    }

    private TrainingData data(Network network) {
        return TrainingData.noise(network.input(), settings.batchSize(), CLASSES);
    }

    /** What follows a transformer that comes first, on images of the size that it hands on. */
    private static Optional<Network> withoutTransformer(Network network) {
        List<Layer> layers = network.layers();
        if (!(layers.get(0) instanceof Layer.SpatialTransformer)) {
            return Optional.empty();
        }
        Shape seen = Shapes.infer(network.input(), layers.subList(0, 1)).output();
        return Optional.of(new Network(network.name() + ", classifier", seen, layers.subList(1, layers.size())));
    }
}
