package org.stn4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.stn4j.data.DataListener;
import org.stn4j.data.DataSource;
import org.stn4j.data.Distortion;
import org.stn4j.data.Distortions;
import org.stn4j.data.ImageShape;
import org.stn4j.data.Splits;
import org.stn4j.data.picture.PictureSettings;
import org.stn4j.data.picture.PictureSource;
import org.stn4j.nn.DeepPresets;
import org.stn4j.nn.Names;
import org.stn4j.nn.Network;
import org.stn4j.nn.NetworkYaml;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.Presets;
import org.stn4j.nn.Shape;
import org.stn4j.nn.VolumePresets;
import org.stn4j.train.JobDescription;
import org.stn4j.train.PictureRecipe;
import org.stn4j.train.TrainingJob;
import org.stn4j.train.TrainingOptions;
import org.stn4j.warp.Affine;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Transform;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what is trained on what. */
final class TaskOptions {
    @Option(
            names = "--data",
            paramLabel = "SOURCE",
            defaultValue = "digits",
            description = DataSource.FORMS + "; digits by default, which this program draws, as it does birds. Of"
                    + " pictures in files, images:DIR has a folder for each class, csv:FILE a path and a label in each line,"
                    + " and cub:DIR is the folder of CUB-200-2011.")
    private DataSource data;

    @Option(
            names = "--distort",
            completionCandidates = Choices.OfDistortions.class,
            paramLabel = "DISTORTION",
            description = "none, R, RTS, P, E, T or TC; by default RTS for digits and mnist, and none for others.")
    private Distortion distortion;

    @Option(
            names = "--model",
            completionCandidates = Choices.OfModels.class,
            paramLabel = "NAME|FILE",
            defaultValue = "auto",
            description = "auto (default: st-cnn, and st-deep of a size that suits pictures in files), st-cnn, cnn,"
                    + " st-fcn, fcn, st-volume-cnn and volume-cnn (slices are channels), st-deep, deep,"
                    + " st-deep-parallel, st-deep-sequence, or a network in a .yaml file.")
    private String model;

    @Option(
            names = "--transform",
            completionCandidates = Choices.OfTransforms.class,
            paramLabel = "TRANSFORM",
            description = "What the transformers of st-… but st-volume-cnn can do to the image: translation, attention,"
                    + " attention:S (fixed scale), similarity, affine (default), projective, tps, tps:K or flow.")
    private Transform transform;

    @Option(
            names = "--parameters",
            paramLabel = "N",
            description = "About how many parameters the named networks have; 400000 by default, and as suits their"
                    + " number for pictures in files.")
    private Long parameters;

    @Option(
            names = "--glimpse-size",
            paramLabel = "SIZE",
            description = "What the transformers of st-deep… hand on to the classifier: 32, or 32x48 (rows by columns);"
                    + " 32 to 48 by the size of the input by default.")
    private String glimpse;

    @Mixin
    private PictureDataOptions pictures;

    /**
     * The settings as far as they are known before the data are. How long pictures in files are gone through hangs on their
     * number; these are those of a few, the longest.
     */
    TrainingOptions early(LearningOptions learning) {
        return learning.options(
                data instanceof PictureSource ? PictureRecipe.of(1, 1).options() : TrainingOptions.DEFAULTS);
    }

    /**
     * Opens the data, and makes the network and the settings for them.
     *
     * @param listener is told what was found and chosen
     */
    TrainingJob job(LearningOptions learning, DataListener listener) throws IOException {
        Distortion chosen = distortion != null ? distortion : usual();
        Optional<ImageSize> wanted = glimpse();
        Optional<Network> read = isNamed() ? Optional.empty() : Optional.of(read());
        DataSource source = source(read, chosen);
        Splits splits = source.open(listener);
        ImageShape images = chosen.output(splits.train().shape());
        int classes = splits.train().labels().size();
        PictureRecipe recipe = PictureRecipe.of(splits.train().size(), classes);
        TrainingOptions options =
                learning.options(source instanceof PictureSource ? recipe.options() : TrainingOptions.DEFAULTS);
        String name = model.equals("auto") ? "st-cnn" : model;
        long usualParameters = Presets.PARAMETERS;
        String described = source.toString();
        if (source instanceof PictureSource found) {
            usualParameters = recipe.parameters();
            described = found.atRealPlace().withShape(splits.train().shape()).toString();
            if (model.equals("auto")) {
                name = recipe.model();
                PictureRecipe.reasons(
                                images,
                                splits.train().size(),
                                classes,
                                parameters != null ? parameters : usualParameters,
                                options)
                        .forEach(listener::note);
            }
        }
        checkTaken(name);
        Presets.Settings settings = new Presets.Settings(
                new Shape(images.channels(), images.height(), images.width()),
                classes,
                transform != null ? transform : new Affine(),
                parameters != null ? parameters : usualParameters);
        Network network = read.isPresent() ? read.get() : named(name, settings, wanted);
        return new TrainingJob(
                new JobDescription(described, chosen.name(), network, Preprocessing.none(images.channels()), options),
                splits,
                chosen);
    }

    /** Pictures take the shape of a network in a file. */
    private DataSource source(Optional<Network> read, Distortion chosen) {
        DataSource source = pictures.applied(data);
        if (read.isPresent() && source instanceof PictureSource found) {
            Shape input = read.get().input();
            ImageShape shape = new ImageShape(input.channels(), input.height(), input.width());
            if (found.settings().size().isEmpty() && chosen.output(shape).equals(shape)) {
                return found.withShape(shape);
            }
        }
        return source;
    }

    /** What a named network would not look at is refused, and not ignored. */
    private void checkTaken(String name) {
        List<String> deep =
                DeepPresets.names().stream().filter(TaskOptions::transforms).toList();
        if (glimpse != null && !deep.contains(name)) {
            throw new IllegalArgumentException("--glimpse-size is for " + String.join(", ", deep));
        }
        List<String> transformed = Stream.concat(Presets.names().stream(), DeepPresets.names().stream())
                .filter(TaskOptions::transforms)
                .toList();
        if (transform != null && !transformed.contains(name)) {
            throw new IllegalArgumentException(
                    "--transform is for " + String.join(", ", transformed) + ", not for " + name);
        }
    }

    private static boolean transforms(String name) {
        return name.startsWith("st-");
    }

    private Optional<ImageSize> glimpse() {
        // The sizes of pictures are written alike, and checked there.
        return glimpse == null
                ? Optional.empty()
                : PictureSettings.USUAL.withSize(glimpse).size();
    }

    /** What {@code --model} takes but for files. */
    static List<String> models() {
        return Stream.of(List.of("auto"), Presets.names(), VolumePresets.names(), DeepPresets.names())
                .flatMap(List::stream)
                .toList();
    }

    /** What {@code --model} takes, as it is meant in a working directory. */
    static String modelFrom(Path directory, String model) {
        return models().contains(model) ? model : directory.resolve(model).toString();
    }

    private boolean isNamed() {
        return models().contains(model);
    }

    private static Network named(String name, Presets.Settings settings, Optional<ImageSize> glimpse) {
        if (VolumePresets.names().contains(name)) {
            return VolumePresets.named(name, settings);
        }
        return DeepPresets.names().contains(name)
                ? DeepPresets.named(name, settings, glimpse)
                : Presets.named(name, settings);
    }

    /** The paper's for single digits; other pictures are taken as they are. */
    private Distortion usual() {
        return Distortions.named(isSingleDigits() ? "RTS" : "none");
    }

    private boolean isSingleDigits() {
        return data instanceof DataSource.Digits
                || (data instanceof DataSource.IdxFiles files && files.scheme().equals("mnist"));
    }

    private Network read() throws IOException {
        Path file = Path.of(model);
        if (!model.matches("(?i).*\\.ya?ml") && !Files.exists(file)) {
            throw new IllegalArgumentException("there is no model '" + model + "'; "
                    + Names.nearest(model, models())
                            .map(name -> "did you mean '" + name + "'? ")
                            .orElse("")
                    + "choose " + String.join(", ", models()) + ", or a network in a .yaml file");
        }
        if (transform != null || parameters != null) {
            throw new IllegalArgumentException((transform != null ? "--transform" : "--parameters") + " is for "
                    + String.join(", ", models()) + "; the network in " + file + " says that itself");
        }
        return NetworkYaml.read(file);
    }
}
