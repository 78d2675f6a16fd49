package org.stn4j.cli;

import org.stn4j.data.Dataset;
import org.stn4j.data.Distortion;
import org.stn4j.data.ImageShape;
import org.stn4j.nn.Model;
import org.stn4j.nn.Shape;

/** Whether a model and a data set fit together. */
final class Fitting {
    private Fitting() {}

    /** @throws IllegalArgumentException if they do not; one line with both sides */
    static void check(Model model, Dataset images, Distortion distortion) {
        ImageShape shape = distortion.output(images.shape());
        Shape input = model.network().input();
        if (!new Shape(shape.channels(), shape.height(), shape.width()).equals(input)) {
            throw new IllegalArgumentException("the model takes images of " + input + ", and those of " + images.name()
                    + " with distortion " + distortion.name() + " are " + shape
                    + "; choose others with --data and --distort");
        }
        int outputs = model.network().output().values();
        if (outputs != images.labels().size()) {
            throw new IllegalArgumentException("the model knows " + outputs + " classes, and " + images.name() + " has "
                    + images.labels().size() + "; choose other data with --data");
        }
    }
}
