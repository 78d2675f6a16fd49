package org.stn4j.train.report;

import java.util.List;
import java.util.Optional;
import org.stn4j.warp.Planes;

/**
 * One image of the gallery: what goes in, where the network looks, and what it takes it for.
 *
 * @param input the picture
 * @param looks one for each spatial transformer, in the order of the network; empty for networks without
 * @param origin where the picture comes from, see {@link org.stn4j.data.Dataset#origin}
 * @param label name of the true class
 * @param predicted name of the class with the highest probability
 * @param probability that class's probability
 */
public record View(Planes input, List<Look> looks, String origin, String label, String predicted, double probability) {
    public View {
        looks = List.copyOf(looks);
    }

    /**
     * What one transformer does with the picture.
     *
     * @param frame where it looks, if it looks at the network's input itself
     * @param seen its output
     */
    public record Look(Optional<Outline> frame, Planes seen) {}

    /** Whether the network is right. */
    public boolean right() {
        return label.equals(predicted);
    }
}
