package org.stn4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.stn4j.data.DataSource;
import org.stn4j.data.Distortion;
import org.stn4j.data.Distortions;
import org.stn4j.data.ImageShape;
import org.stn4j.data.Splits;
import org.stn4j.nn.Network;
import org.stn4j.nn.NetworkYaml;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.Presets;
import org.stn4j.nn.Shape;
import org.stn4j.train.JobDescription;
import org.stn4j.train.TrainingJob;
import org.stn4j.train.TrainingOptions;
import org.stn4j.warp.Affine;
import org.stn4j.warp.Transform;
import picocli.CommandLine.Option;

/** The options that say what is trained on what. */
final class TaskOptions {
    @Option(
            names = "--data",
            paramLabel = "SOURCE",
            defaultValue = "digits",
            description = "digits (default; drawn by this program), digits:N, mnist:DIR or idx:DIR.")
    private DataSource data;

    @Option(
            names = "--distort",
            paramLabel = "NAME",
            description = "none, R, RTS, P, E, T or TC; by default RTS for digits and mnist, and none for others.")
    private Distortion distortion;

    @Option(
            names = "--model",
            paramLabel = "NAME|FILE",
            defaultValue = "st-cnn",
            description = "st-cnn (default), cnn, st-fcn, fcn, or a network in a .yaml file.")
    private String model;

    @Option(
            names = "--transform",
            paramLabel = "NAME",
            description = "What st-cnn and st-fcn can do to the image: translation, attention, similarity, affine"
                    + " (default), projective, tps, tps:K or flow.")
    private Transform transform;

    @Option(
            names = "--parameters",
            paramLabel = "N",
            description = "About how many parameters st-cnn, cnn, st-fcn and fcn have; 400000 by default.")
    private Long parameters;

    /** Opens the data and makes the network for them. */
    TrainingJob job(TrainingOptions options) throws IOException {
        Distortion chosen = distortion != null ? distortion : usual();
        boolean preset = Presets.names().contains(model);
        Network read = preset ? null : read();
        Splits splits = data.open();
        ImageShape images = chosen.output(splits.train().shape());
        Network network = preset ? preset(images, splits.train().labels().size()) : read;
        return new TrainingJob(
                new JobDescription(
                        data.toString(), chosen.name(), network, Preprocessing.none(images.channels()), options),
                splits,
                chosen);
    }

    /** The paper's for single digits; other pictures are taken as they are. */
    private Distortion usual() {
        return Distortions.named(isSingleDigits() ? "RTS" : "none");
    }

    private boolean isSingleDigits() {
        return data instanceof DataSource.Digits
                || (data instanceof DataSource.IdxFiles files && files.scheme().equals("mnist"));
    }

    private Network preset(ImageShape images, int classes) {
        return Presets.named(
                model,
                new Presets.Settings(
                        new Shape(images.channels(), images.height(), images.width()),
                        classes,
                        transform != null ? transform : new Affine(),
                        parameters != null ? parameters : Presets.PARAMETERS));
    }

    private Network read() throws IOException {
        Path file = Path.of(model);
        if (!model.matches("(?i).*\\.ya?ml") && !Files.exists(file)) {
            throw new IllegalArgumentException("there is no model '" + model + "'; choose "
                    + String.join(", ", Presets.names()) + ", or a network in a .yaml file");
        }
        if (transform != null || parameters != null) {
            throw new IllegalArgumentException((transform != null ? "--transform" : "--parameters") + " is for "
                    + String.join(", ", Presets.names()) + "; the network in " + file + " says that itself");
        }
        return NetworkYaml.read(file);
    }
}
