package org.stn4j.bench;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.stn4j.nn.Model;
import org.stn4j.onnx.OnnxClassifier;
import org.stn4j.onnx.OnnxExport;
import org.stn4j.onnx.Opset;
import org.stn4j.warp.ImageSize;

/**
 * Single pictures predicted through the API, a {@code BufferedImage} in: how long each takes, with one thread and with
 * several at once, on libtorch and on ONNX Runtime.
 *
 * <p>The ST-CNN for 42×42, which learned nothing: what it answers does not change how long it takes.
 */
public final class PredictBenchmark {
    private static final List<ImageSize> SIZES = List.of(new ImageSize(42, 42), new ImageSize(480, 640));
    private static final double WARM_UP_SECONDS = 3;

    private final PredictSettings settings;

    public PredictBenchmark(PredictSettings settings) {
        this.settings = settings;
    }

    /**
     * Measures both engines, on pictures of the network's size and on larger ones.
     *
     * @param progress is told each row as it comes
     * @throws IOException if the exported model cannot be written
     */
    public PredictResults run(Consumer<PredictRow> progress) throws IOException {
        Model model = DrawnModel.of(TrainingBenchmark.network("st-cnn"));
        Path exported = Files.createTempFile("stn4j-bench-", ".onnx");
        List<PredictRow> rows = new ArrayList<>();
        try {
            OnnxExport.write(exported, model, Opset.V16);
            try (OnnxClassifier classifier = OnnxClassifier.load(exported)) {
                for (ImageSize size : SIZES) {
                    BufferedImage picture = picture(size);
                    String name = size + (size.height() == 42 ? " grey" : " colours");
                    rows.add(measure("libtorch", name, () -> new LibtorchPrediction(model, picture)));
                    progress.accept(rows.get(rows.size() - 1));
                    rows.add(measure("ONNX Runtime", name, () -> new OnnxPrediction(classifier, picture)));
                    progress.accept(rows.get(rows.size() - 1));
                }
            }
        } finally {
            Files.delete(exported);
        }
        return new PredictResults(Conditions.current(1), settings.threads(), rows);
    }

    /** Of the network's own size in grey, else in colours. */
    private static BufferedImage picture(ImageSize size) {
        BufferedImage drawn = DrawnPictures.draw(size, 3);
        if (size.height() != 42) {
            return drawn;
        }
        BufferedImage grey = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_BYTE_GRAY);
        grey.getGraphics().drawImage(drawn, 0, 0, null);
        return grey;
    }

    private record OnnxPrediction(OnnxClassifier classifier, BufferedImage picture) implements Contender {
        @Override
        public void run() {
            classifier.classify(picture);
        }

        @Override
        public void close() {
            // The classifier serves all threads, and is closed in the end.
        }
    }

    private PredictRow measure(String engine, String picture, Supplier<Contender> worker) {
        double warmUp = Math.min(WARM_UP_SECONDS, 5 * settings.secondsPerTurn());
        new Latencies().turn(1, warmUp, worker);
        Latencies alone = new Latencies();
        Latencies together = new Latencies();
        for (int round = 0; round < settings.rounds(); round++) {
            alone.turn(1, settings.secondsPerTurn(), worker);
            together.turn(settings.threads(), settings.secondsPerTurn(), worker);
        }
        return new PredictRow(
                engine,
                picture,
                alone.millis(0.5),
                alone.millis(0.99),
                alone.perSecond(),
                together.millis(0.5),
                together.millis(0.99),
                together.perSecond(),
                together.perSecond() / alone.perSecond());
    }
}
