package org.stn4j.train;

import java.util.List;
import java.util.Objects;
import org.stn4j.data.Distortion;
import org.stn4j.data.ImageShape;
import org.stn4j.data.Splits;
import org.stn4j.nn.Shape;

/**
 * A description of a training with its data at hand.
 *
 * @param description what is trained, and how
 * @param splits the images
 * @param distortion what changes them
 */
public record TrainingJob(JobDescription description, Splits splits, Distortion distortion) {

    /** Checks that images and classes fit the network, and the distortion the options. */
    public TrainingJob {
        Objects.requireNonNull(description, "description");
        ImageShape images = distortion.output(splits.train().shape());
        Shape input = description.network().input();
        if (images.channels() != input.channels()
                || images.height() != input.height()
                || images.width() != input.width()) {
            throw new IllegalArgumentException(
                    "network " + description.network().name() + " takes images of " + input
                            + ", and those of " + splits.train().name() + " are " + images + " after distortion "
                            + distortion.name());
        }
        requireStrength(distortion, description.options());
        int outputs = description.network().output().values();
        int classes = splits.train().labels().size();
        if (outputs != classes) {
            throw new IllegalArgumentException(
                    "network " + description.network().name() + " has " + outputs + " outputs, and "
                            + splits.train().name() + " has " + classes + " classes");
        }
    }

    private static void requireStrength(Distortion distortion, TrainingOptions options) {
        boolean changesNothing = distortion.atStrength(0).equals(distortion);
        if (options.easeIn() > 0 && changesNothing) {
            throw new IllegalArgumentException("distortion " + distortion.name()
                    + " changes nothing that could be eased in; take another one, or ease in over 0 epochs");
        }
        if (options.beyond() > 0) {
            if (changesNothing) {
                throw new IllegalArgumentException("distortion " + distortion.name()
                        + " has no range to go beyond; take another one, or go beyond it by 0");
            }
            try {
                distortion.atStrength(1 + options.beyond());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(e.getMessage() + "; go beyond it by 0", e);
            }
        }
    }

    /** The settings. */
    public TrainingOptions options() {
        return description.options();
    }

    /** Names of the classes. */
    public List<String> labels() {
        return splits.train().labels();
    }
}
