package org.stn4j.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.stn4j.data.Augmentation;
import org.stn4j.data.Augmented;
import org.stn4j.data.Dataset;
import org.stn4j.data.Distortion;
import org.stn4j.data.Distortions;
import org.stn4j.data.ImageShape;
import org.stn4j.data.digits.DigitsDataset;
import org.stn4j.data.picture.PictureSource;
import org.stn4j.nn.DeepPresets;
import org.stn4j.nn.Network;
import org.stn4j.nn.Presets;
import org.stn4j.nn.Shape;
import org.stn4j.nn.torch.Precision;
import org.stn4j.nn.torch.Torch;
import org.stn4j.train.PictureRecipe;
import org.stn4j.warp.Affine;
import org.stn4j.warp.ImageSize;

/** How fast pictures are made ready, against how fast a training step takes them: whether training ever waits. */
public final class DataBenchmark {
    private static final ImageSize PHOTOGRAPH = new ImageSize(240, 320);
    private static final int CLASSES = 10;
    private static final int DIGITS = 20_000;
    private static final int DIGITS_BATCH = 256;

    private final DataSettings settings;
    private final SideBySide comparison;

    public DataBenchmark(DataSettings settings) {
        this.settings = settings;
        this.comparison = new SideBySide(settings.rounds(), settings.secondsPerTurn());
    }

    /**
     * Measures drawn digits with the MNIST ST-CNN, and drawn photographs with the network that {@code train} chooses.
     *
     * @param progress is told each row as it comes
     * @throws IOException if the temporary folder cannot be written to
     */
    public DataResults run(Consumer<DataRow> progress) throws IOException {
        Torch.setThreads(settings.threads());
        List<DataRow> rows = new ArrayList<>();
        rows.add(digits());
        progress.accept(rows.get(0));
        rows.add(photographs());
        progress.accept(rows.get(1));
        return new DataResults(Conditions.current(settings.threads()), rows);
    }

    private DataRow digits() {
        Dataset data = new DigitsDataset(1, DIGITS);
        Distortion distortion = Distortions.named("RTS");
        Network network = TrainingBenchmark.network("st-cnn");
        List<SideBySide.Timing> times = times(data, distortion, network, DIGITS_BATCH, List.of());
        double learnt = DIGITS_BATCH / times.get(0).median();
        double prepared = LoadedBatches.COUNT * DIGITS_BATCH / times.get(1).median();
        return new DataRow("st-cnn, drawn digits, RTS", null, prepared, learnt, null, prepared / learnt);
    }

    private DataRow photographs() throws IOException {
        try (DrawnPictures pictures = new DrawnPictures();
                DrawnPictures cache = new DrawnPictures()) {
            pictures.write(PHOTOGRAPH, settings.pictures(), "jpg", CLASSES);
            PictureSource source =
                    PictureSource.parse("images", pictures.folder().toString());
            try (Decoding decoding = new Decoding(source, cache.folder())) {
                Dataset data = decoding.open().train();
                ImageShape shape = data.shape();
                PictureRecipe recipe = PictureRecipe.of(data.size(), CLASSES);
                Network network = DeepPresets.named(
                        recipe.model(),
                        new Presets.Settings(
                                new Shape(shape.channels(), shape.height(), shape.width()),
                                CLASSES,
                                new Affine(),
                                recipe.parameters()),
                        Optional.empty());
                int batch = recipe.options().batchSize();
                Distortion augmented = Augmented.of(Distortions.named("none"), Augmentation.MILD);
                List<SideBySide.Timing> times = times(data, augmented, network, batch, List.of(decoding));
                double learnt = batch / times.get(0).median();
                double prepared = LoadedBatches.COUNT * batch / times.get(1).median();
                double decoded = settings.pictures() / times.get(2).median();
                return new DataRow(
                        recipe.model() + ", JPEG of " + PHOTOGRAPH + " to " + shape,
                        decoded,
                        prepared,
                        learnt,
                        decoded / learnt,
                        prepared / learnt);
            }
        }
    }

    /** Of a training step, of the batches of a run that are made ready, and of others. */
    private List<SideBySide.Timing> times(
            Dataset data, Distortion distortion, Network network, int batch, List<Contender> others) {
        TrainingData noise =
                TrainingData.noise(network.input(), batch, network.output().values());
        int workers = Math.max(1, settings.threads() / 2);
        try (Contender step = new OurTraining(network, noise, Precision.FLOAT32);
                Contender loader = new LoadedBatches(data, distortion, batch, workers)) {
            List<Contender> all = new ArrayList<>(List.of(step, loader));
            all.addAll(others);
            return comparison.measure(all);
        }
    }
}
