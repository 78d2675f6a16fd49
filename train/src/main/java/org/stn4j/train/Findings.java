package org.stn4j.train;

import java.util.List;
import java.util.Optional;

/**
 * All that was found out about a model on a set of labelled images.
 *
 * @param evaluation its figures
 * @param switchedOff the figures with transformers switched off: each one alone, and behind those, if there are several,
 *     all of them; empty for networks without
 * @param robustness what becomes of its answers when pictures are turned, moved and scaled; empty if not measured
 */
public record Findings(Evaluation evaluation, List<Without> switchedOff, Optional<Robustness> robustness) {
    public Findings {
        switchedOff = List.copyOf(switchedOff);
    }

    /**
     * A model without some of its transformers.
     *
     * @param transformers paths of those that are the identity
     * @param errorRate share of the images that are wrong then
     * @param loss mean cross entropy then, in nats
     */
    public record Without(List<String> transformers, double errorRate, double loss) {
        public Without {
            transformers = List.copyOf(transformers);
        }
    }
}
