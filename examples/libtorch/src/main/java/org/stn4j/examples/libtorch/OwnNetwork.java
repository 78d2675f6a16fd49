package org.stn4j.examples.libtorch;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.stn4j.data.Batch;
import org.stn4j.data.BatchLoader;
import org.stn4j.data.Distortions;
import org.stn4j.data.LoaderPlan;
import org.stn4j.data.digits.DigitsDataset;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Shape;
import org.stn4j.nn.torch.Scopes;
import org.stn4j.nn.torch.SpatialTransformer;
import org.stn4j.nn.torch.Torch;
import org.stn4j.warp.Affine;
import org.stn4j.warp.ImageSize;

/**
 * A spatial transformer in a network that is written with libtorch's own classes.
 *
 * <p>{@code OwnNetwork [STEPS]} learns to read digits that were turned, scaled and moved, with libtorch's modules, loss
 * and optimizer; the transformer is a module among them.
 */
public final class OwnNetwork extends Module {
    static {
        Torch.load();
    }

    private static final int BATCH = 64;
    private static final Shape INPUT = new Shape(1, 42, 42);
    private static final Shape GLIMPSE = new Shape(1, 20, 20);

    private final SpatialTransformer transformer;
    private final LinearImpl hidden;
    private final LinearImpl classes;

    OwnNetwork() {
        // Where to look: an affine map, found by two convolutions and a dense layer; θ's own layer follows by itself.
        List<Layer> localisation = List.of(
                new Layer.AveragePool(2),
                new Layer.Convolution(8, 5),
                new Layer.Relu(),
                new Layer.MaxPool(2),
                new Layer.Dense(20),
                new Layer.Relu());
        transformer = register_module(
                "transformer",
                new SpatialTransformer(
                        new Layer.SpatialTransformer(
                                new Affine(),
                                localisation,
                                Optional.of(new ImageSize(GLIMPSE.height(), GLIMPSE.width()))),
                        INPUT));
        hidden = register_module("hidden", new LinearImpl(GLIMPSE.values(), 64));
        classes = register_module("classes", new LinearImpl(64, 10));
    }

    /** Logits {@code [N, 10]} for images {@code [N, 1, 42, 42]}. */
    Tensor forward(Tensor images) {
        Tensor seen = transformer.forward(images).flatten(1, -1);
        return classes.forward(torch.relu(hidden.forward(seen)));
    }

    /** What the transformer did with the last batch, {@code [N, 6]}. */
    Tensor theta() {
        return transformer.theta();
    }

    public static void main(String[] arguments) {
        int steps = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
        System.out.printf("error of the last 20 batches: %.3f%n", train(new OwnNetwork(), steps));
    }

    /** Trains, and tells the share of wrong answers in the last 20 batches. */
    static double train(OwnNetwork network, int steps) {
        double wrong = 0;
        try (Adam optimizer = new Adam(network.parameters(), new AdamOptions(0.002));
                BatchLoader loader = new BatchLoader(
                        new DigitsDataset(1, BATCH * steps),
                        Distortions.named("RTS"),
                        LoaderPlan.shuffled(BATCH, 1, 1))) {
            for (int step = 0; step < steps; step++) {
                double share = step(network, optimizer, loader.next());
                wrong += step >= steps - 20 ? share : 0;
            }
        }
        return wrong / Math.min(20, steps);
    }

    private static double step(OwnNetwork network, Adam optimizer, Batch batch) {
        long[] labels = new long[batch.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = batch.labels()[i];
        }
        double[] wrong = new double[1];
        // What is made within is freed at its end: native memory does not grow over the steps.
        Scopes.run(() -> {
            Tensor images = Tensor.create(batch.images(), batch.size(), 1, 42, 42);
            Tensor truth = Tensor.create(labels, labels.length);
            optimizer.zero_grad();
            Tensor logits = network.forward(images);
            torch.cross_entropy_loss(logits, truth).backward();
            optimizer.step();
            wrong[0] = 1
                    - logits.argmax(new LongOptional(1), false).eq(truth).sum().item_long() / (double) batch.size();
        });
        return wrong[0];
    }
}
