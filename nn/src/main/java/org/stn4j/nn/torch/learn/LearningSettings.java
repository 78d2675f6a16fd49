package org.stn4j.nn.torch.learn;

import java.util.Objects;
import org.stn4j.nn.torch.Precision;

/**
 * How a {@link Learner} changes its weights at each step.
 *
 * @param optimizer the rule
 * @param localisationScale learning rate of the localisation networks and their θ layers as a multiple of the others'; 0
 *     keeps the transformers at the identity
 * @param clipNorm gradients of a larger Euclidean norm, over all weights, are scaled down to it; 0 for no limit
 * @param labelSmoothing share of the target that is spread evenly over all classes (Szegedy et al. 2016, section 7),
 *     from 0 to below 1
 * @param averageDecay decay of the moving average of the weights, from 0 (no averaging) to below 1
 * @param precision what the convolutions of a step compute in
 * @param outsidePenalty weight in the loss of how far the spatial transformers look outside their images, see
 *     {@link org.stn4j.warp.Warp#outsideReach}; 0 for none. Those of volumes have none
 */
public record LearningSettings(
        OptimizerSettings optimizer,
        double localisationScale,
        double clipNorm,
        double labelSmoothing,
        double averageDecay,
        Precision precision,
        double outsidePenalty) {
    public LearningSettings {
        Objects.requireNonNull(optimizer, "optimizer");
        // Runs from before there was a choice have none.
        precision = precision == null ? Precision.FLOAT32 : precision;
        if (!(localisationScale >= 0 && localisationScale < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the learning-rate scale of the localisation is 0 or more, not " + localisationScale);
        }
        if (!(clipNorm >= 0)) {
            throw new IllegalArgumentException("gradients are clipped at a norm of 0 or more, not " + clipNorm);
        }
        if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
            throw new IllegalArgumentException(
                    "label smoothing takes a share from 0 to below 1, not " + labelSmoothing);
        }
        if (!(averageDecay >= 0 && averageDecay < 1)) {
            throw new IllegalArgumentException(
                    "the decay of weight averaging is from 0 to below 1, not " + averageDecay);
        }
        if (!(outsidePenalty >= 0 && outsidePenalty < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the weight of what is looked at outside the image is 0 or more, not " + outsidePenalty);
        }
    }

    /** Settings in float32, without a penalty. */
    public LearningSettings(
            OptimizerSettings optimizer,
            double localisationScale,
            double clipNorm,
            double labelSmoothing,
            double averageDecay) {
        this(optimizer, localisationScale, clipNorm, labelSmoothing, averageDecay, Precision.FLOAT32, 0);
    }
}
