package org.stn4j.nn;

import java.util.List;

/**
 * What a network makes of a batch of images.
 *
 * @param images number of images, N
 * @param logits its outputs, {@code [N, classes]}
 * @param looks what its transformers did, in the order of the network
 */
public record Answer(int images, float[] logits, List<Look> looks) {
    public Answer {
        looks = List.copyOf(looks);
    }
}
