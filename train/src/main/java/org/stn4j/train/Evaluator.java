package org.stn4j.train;

import java.util.List;
import org.stn4j.data.Batch;
import org.stn4j.data.BatchLoader;
import org.stn4j.data.Dataset;
import org.stn4j.data.Distortion;
import org.stn4j.data.LoaderPlan;
import org.stn4j.data.SeededRandom;
import org.stn4j.nn.Engine;

/**
 * Measures networks on one fixed draw of distorted images, the same for every network, run and machine.
 *
 * <p>Starts threads that prepare images; they end when it is closed.
 */
public final class Evaluator implements AutoCloseable {
    /** Seed of the draw; not the training's, so that runs of different seeds are measured on the same images. */
    public static final long DRAW = 1506_02025L;

    private static final int BATCH = 250;

    private final Dataset data;
    private final BatchLoader loader;

    /**
     * An evaluator of a data set.
     *
     * @param threads threads that prepare images, at least 1
     */
    public Evaluator(Dataset data, Distortion distortion, int threads) {
        this.data = data;
        this.loader = new BatchLoader(data, distortion, LoaderPlan.sequential(BATCH, DRAW, threads));
    }

    /** Measures a network on all images. */
    public Evaluation evaluate(Engine network) {
        Evaluation.Counter counter = new Evaluation.Counter(data.labels());
        int classes = data.labels().size();
        int index = 0;
        loader.startAt(0, 0);
        while (loader.hasNext()) {
            Batch batch = loader.next();
            float[] logits = network.logits(batch.images(), batch.size());
            for (int i = 0; i < batch.size(); i++) {
                counter.add(index++, batch.labels()[i], logits, i * classes);
            }
        }
        return counter.result();
    }

    /**
     * Some images of a set, by their numbers, as an evaluator measures networks on them.
     *
     * @return one after another, {@code [n, C, H, W]}
     */
    public static float[] draw(Dataset data, Distortion distortion, List<Integer> indices) {
        int values = distortion.output(data.shape()).values();
        float[] images = new float[Math.multiplyExact(indices.size(), values)];
        for (int i = 0; i < indices.size(); i++) {
            SeededRandom random = new SeededRandom(DRAW, 0, indices.get(i));
            distortion.apply(data, indices.get(i), random, images, i * values);
        }
        return images;
    }

    @Override
    public void close() {
        loader.close();
    }
}
