package org.stn4j.bench;

import org.stn4j.data.BatchLoader;
import org.stn4j.data.Dataset;
import org.stn4j.data.Distortion;
import org.stn4j.data.LoaderPlan;

/** The batches of epoch after epoch, as training has them prepared; many of them, for a few lie ready. */
final class LoadedBatches implements Contender {
    /** Batches of a run. */
    static final int COUNT = 32;

    private final BatchLoader loader;
    private long epoch;

    LoadedBatches(Dataset data, Distortion distortion, int batchSize, int workers) {
        this.loader = new BatchLoader(data, distortion, LoaderPlan.shuffled(batchSize, 1, workers));
    }

    @Override
    public void run() {
        for (int i = 0; i < COUNT; i++) {
            if (!loader.hasNext()) {
                epoch++;
                loader.startAt(epoch, 0);
            }
            loader.next();
        }
    }

    @Override
    public void close() {
        loader.close();
    }
}
