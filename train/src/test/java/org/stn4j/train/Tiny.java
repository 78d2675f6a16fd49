package org.stn4j.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.stn4j.data.Dataset;
import org.stn4j.data.Distortions;
import org.stn4j.data.ImageShape;
import org.stn4j.data.SeededRandom;
import org.stn4j.data.Splits;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Network;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.Shape;
import org.stn4j.nn.torch.learn.OptimizerSettings;
import org.stn4j.warp.Affine;

/** A job that is learned in a second: bars that stand, lie or lean, on 10x10 pixels. */
final class Tiny {
    private Tiny() {}

    /** Bars with noise; the noise of each image depends on its number and the seed only. */
    record Bars(int size, long seed) implements Dataset {
        @Override
        public String name() {
            return "bars";
        }

        @Override
        public ImageShape shape() {
            return new ImageShape(1, 10, 10);
        }

        @Override
        public List<String> labels() {
            return List.of("standing", "lying", "leaning");
        }

        @Override
        public int label(int index) {
            return index % 3;
        }

        @Override
        public void read(int index, float[] into, int offset) {
            SeededRandom random = new SeededRandom(seed, 0, index);
            int at = 3 + random.nextInt(4);
            for (int y = 0; y < 10; y++) {
                for (int x = 0; x < 10; x++) {
                    boolean on = switch (label(index)) {
                        case 0 -> x == at;
                        case 1 -> y == at;
                        default -> x + y == at + 4;
                    };
                    into[offset + 10 * y + x] = (on ? 0.8f : 0) + 0.2f * random.nextFloat();
                }
            }
        }
    }

    /** Black images of a pixel, as many of each class as given, class by class. */
    record Counted(int... counts) implements Dataset {
        @Override
        public String name() {
            return "counted";
        }

        @Override
        public int size() {
            return Arrays.stream(counts).sum();
        }

        @Override
        public ImageShape shape() {
            return new ImageShape(1, 1, 1);
        }

        @Override
        public List<String> labels() {
            return List.of("nuts", "bolts", "rivets").subList(0, counts.length);
        }

        @Override
        public int label(int index) {
            int label = 0;
            int before = counts[0];
            while (index >= before) {
                before += counts[++label];
            }
            return label;
        }

        @Override
        public void read(int index, float[] into, int offset) {
            into[offset] = 0;
        }
    }

    /** With everything in it that has a state: dropout, batch normalisation, a transformer. */
    static Network network() {
        return new Network(
                "tiny",
                new Shape(1, 10, 10),
                List.of(
                        new Layer.SpatialTransformer(
                                new Affine(), List.of(new Layer.Dense(8), new Layer.Relu()), Optional.empty()),
                        new Layer.Convolution(6, 3),
                        new Layer.BatchNorm(),
                        new Layer.Relu(),
                        new Layer.MaxPool(2),
                        new Layer.Dropout(0.2),
                        new Layer.Dense(3)));
    }

    static TrainingOptions.Builder options() {
        return TrainingOptions.builder()
                .epochs(3)
                .batchSize(16)
                .learningRate(0.01)
                .optimizer(new OptimizerSettings.AdamW(0.01))
                .averageDecay(0.9)
                .checkpointSteps(4)
                .threads(1);
    }

    static TrainingJob job(TrainingOptions.Builder options) {
        return job(network(), options);
    }

    static TrainingJob job(Network network, TrainingOptions.Builder options) {
        return job(network, options, 1);
    }

    /** On other images for another seed. */
    static TrainingJob job(Network network, TrainingOptions.Builder options, long seed) {
        Splits splits = new Splits(new Bars(160, seed), new Bars(60, 2), new Bars(90, 3));
        JobDescription description =
                new JobDescription("bars", "none", network, Preprocessing.none(1), options.build());
        return new TrainingJob(description, splits, Distortions.named("none"));
    }

    static Trainer trainer(TrainingJob job, Path folder, TrainingListener listener) throws IOException {
        return Trainer.start(job, "stn4j train", RunDirectory.create(folder), listener);
    }
}
