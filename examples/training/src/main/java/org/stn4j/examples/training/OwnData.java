package org.stn4j.examples.training;

import java.io.IOException;
import java.nio.file.Path;
import org.stn4j.data.Distortions;
import org.stn4j.data.Splits;
import org.stn4j.nn.Network;
import org.stn4j.nn.NetworkYaml;
import org.stn4j.nn.Preprocessing;
import org.stn4j.train.EpochMetrics;
import org.stn4j.train.JobDescription;
import org.stn4j.train.Trainer;
import org.stn4j.train.TrainingJob;
import org.stn4j.train.TrainingListener;
import org.stn4j.train.TrainingOptions;
import org.stn4j.train.TrainingResult;

/**
 * Trains on data of one's own, with a transform of one's own.
 *
 * <p>{@code OwnData DIR [EPOCHS]} makes the folder of a run as {@code ./stn4j train} does: model, report, checkpoint. A
 * run that was broken off goes on when it is called again.
 */
public final class OwnData {
    /** The name of the transform leads to {@link Rotation} by way of META-INF/services. */
    private static final String NETWORK = """
            name: arrows and crosses
            input: 1x32x32
            layers:
            - spatialTransformer:
                transform: rotation
                localisation:
                - averagePool: 2
                - dense: 16
                - relu
            - convolution: {filters: 8, kernel: 5}
            - relu
            - maxPool: 4
            - dense: 2
            """;

    private OwnData() {}

    public static void main(String[] arguments) throws IOException {
        int epochs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        TrainingResult result = train(Path.of(arguments[0]), epochs, 4_000);
        System.out.println("test error " + result.test().orElseThrow().errorRate());
        System.out.println("report     " + result.directory().report());
    }

    static TrainingResult train(Path folder, int epochs, int size) throws IOException {
        Network network = NetworkYaml.parse(NETWORK);
        TrainingOptions options = TrainingOptions.DEFAULTS.toBuilder()
                .epochs(epochs)
                .batchSize(32)
                .build();
        TrainingJob job = new TrainingJob(
                new JobDescription("shapes", "none", network, Preprocessing.none(1), options),
                new Splits(new Shapes(1, size), new Shapes(2, 200), new Shapes(3, 200)),
                Distortions.named("none"));
        TrainingListener progress = new TrainingListener() {
            @Override
            public void epoch(EpochMetrics metrics) {
                System.out.println("epoch " + metrics.epoch() + ": error " + metrics.validationError());
            }
        };
        return Trainer.startOrResume(job, "OwnData", folder, progress).run(() -> false);
    }
}
