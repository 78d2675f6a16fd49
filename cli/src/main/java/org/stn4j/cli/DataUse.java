package org.stn4j.cli;

import java.nio.file.Files;
import org.stn4j.data.DataListener;
import org.stn4j.data.DataSource;
import org.stn4j.data.Distortion;
import org.stn4j.data.Distortions;
import org.stn4j.data.ImageShape;
import org.stn4j.data.picture.PictureSettings;
import org.stn4j.data.picture.PictureSource;
import org.stn4j.nn.Model;
import org.stn4j.nn.Shape;
import picocli.CommandLine.Option;

/** Which images a trained model is used on: those that it was trained for, unless others are given. */
final class DataUse {
    @Option(
            names = "--data",
            paramLabel = "SOURCE",
            description = DataSource.FORMS
                    + "; by default what the model was trained on. Of other pictures in files all count, but where they"
                    + " have parts of their own, train, validation or test, those of the part that is measured.")
    private DataSource source;

    @Option(
            names = "--distort",
            completionCandidates = Choices.OfDistortions.class,
            paramLabel = "DISTORTION",
            description = "none, R, RTS, P, E, T or TC; by default what the model was trained with.")
    private Distortion distortion;

    /**
     * The source. Pictures in files are fitted as the model was trained, with its classes; those that it was trained on are
     * dealt out as they were then.
     *
     * @param listener is told where that cannot be known
     */
    DataSource source(Model model, DataListener listener) {
        if (source == null) {
            return DataSource.parse(known(model, "data", "--data"));
        }
        if (!(source instanceof PictureSource pictures)) {
            return source;
        }
        String trained = model.provenance().get("data");
        Shape input = model.network().input();
        ImageShape shape = new ImageShape(input.channels(), input.height(), input.width());
        if (trained != null && DataSource.parse(trained) instanceof PictureSource before) {
            if (before.isSamePlace(pictures)) {
                return before;
            }
            if (!Files.exists(before.place())) {
                listener.note("the model was trained on " + before.with(PictureSettings.USUAL)
                        + ", which is not there; if these are the same pictures, it learned from some of them");
            }
            shape = before.settings().shape().orElse(shape);
        }
        return pictures.with(pictures.settings().forModel(shape, model.labels()));
    }

    Distortion distortion(Model model) {
        return distortion != null ? distortion : Distortions.named(known(model, "distortion", "--distort"));
    }

    private static String known(Model model, String key, String option) {
        String value = model.provenance().get(key);
        if (value == null) {
            throw new IllegalArgumentException(
                    "the model does not say what " + key + " it was trained with; give it" + " with " + option);
        }
        return value;
    }
}
