package org.stn4j.train.rectify;

import java.util.List;
import java.util.Optional;
import org.stn4j.warp.Planes;

/**
 * What became of one picture.
 *
 * @param picture what a transformer sees, with the pixels of the original; empty where it sees no single view of it
 * @param deep whether the original has more than eight bits a sample
 * @param label what the network takes it for; empty if the network is no classifier
 * @param probability that class's probability; not a number if the network is no classifier
 * @param views what each transformer did, in the order of the network
 */
public record Rectified(Planes picture, boolean deep, String label, float probability, List<View> views) {
    public Rectified {
        views = List.copyOf(views);
    }

    /**
     * What one transformer did.
     *
     * @param transform the family's name
     * @param corners its frame in the original; empty where it looks at features, or at several views joined
     */
    public record View(String transform, float[] theta, Optional<Corners> corners) {}
}
