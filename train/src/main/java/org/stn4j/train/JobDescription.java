package org.stn4j.train;

import java.io.IOException;
import java.util.Objects;
import org.stn4j.data.DataListener;
import org.stn4j.data.DataSource;
import org.stn4j.data.Distortions;
import org.stn4j.nn.Network;
import org.stn4j.nn.Preprocessing;

/**
 * What is to be trained on what, in words and values that can be written down; {@link #open} makes a job of it.
 *
 * @param data where the images come from, as {@link DataSource#parse} reads it
 * @param distortion name of the distortion, as {@link Distortions#named} reads it
 * @param network the network, without weights
 * @param preprocessing what is done to pixels first
 * @param options the settings
 */
public record JobDescription(
        String data, String distortion, Network network, Preprocessing preprocessing, TrainingOptions options) {
    public JobDescription {
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(distortion, "distortion");
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(preprocessing, "preprocessing");
        Objects.requireNonNull(options, "options");
    }

    /**
     * Opens the data.
     *
     * @param listener is told how that goes
     * @throws IOException if they cannot be read; one line
     * @throws IllegalArgumentException if data or distortion are unknown, or do not fit the network; one line
     */
    public TrainingJob open(DataListener listener) throws IOException {
        return new TrainingJob(this, DataSource.parse(data).open(listener), Distortions.named(distortion));
    }

    /** Whether a run of one can go on as the other: all is equal but where the data lie, the threads and a time limit. */
    boolean isSameWork(JobDescription other) {
        return kind(data).equals(kind(other.data))
                && distortion.equals(other.distortion)
                && network.equals(other.network)
                && preprocessing.equals(other.preprocessing)
                && timeless(options).equals(timeless(other.options));
    }

    private static String kind(String data) {
        return data.replaceAll(":.*", "");
    }

    private static TrainingOptions timeless(TrainingOptions options) {
        int epochs = options.length().epochs();
        return epochs == 0
                ? options
                : options.toBuilder().epochs(epochs).threads(0).build();
    }
}
