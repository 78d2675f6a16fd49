package org.stn4j.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.stn4j.warp.Affine;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Transform;

/**
 * The networks that Jaderberg et al. 2015 compare (section 4.1), for any image, number of classes and transform, each at
 * the same number of parameters.
 *
 * <ul>
 *   <li>{@code fcn}: two hidden dense layers.
 *   <li>{@code cnn}: 9×9 convolution, pooling, 7×7 convolution, pooling, and a dense layer for the classes, without
 *       padding. Images of fewer than 24 pixels get smaller kernels.
 *   <li>{@code st-fcn}: a spatial transformer with three dense layers of 32 as its localisation network, then
 *       {@code fcn}.
 *   <li>{@code st-cnn}: a spatial transformer that looks at the image averaged down twofold, by two 5×5 convolutions of
 *       20 filters and a dense layer of 20, then {@code cnn}.
 * </ul>
 *
 * <p>The classifier behind a transformer sees at most {@value #GLIMPSE}×{@value #GLIMPSE} pixels. On a larger canvas
 * the transformer samples twice as densely, and a 2×2 mean follows: what it sees when it looks at all of the canvas is
 * then not aliased (the paper's remedy for RTS and TC). One layer is as wide as the parameters allow: the two hidden ones
 * of {@code fcn}, the second convolution of {@code cnn}. More first filters would cost time where the maps are largest.
 */
public final class Presets {
    /** Rows and columns that a transformer hands to its classifier. */
    public static final int GLIMPSE = 28;

    /** Parameters of the paper's networks. */
    public static final long PARAMETERS = 400_000;

    private static final List<String> NAMES = List.of("fcn", "cnn", "st-fcn", "st-cnn");

    private Presets() {}

    /**
     * What a preset is made for.
     *
     * @param input shape of one image
     * @param classes number of outputs, at least 2
     * @param transform family of the transformer, of no meaning to those without one
     * @param parameters how many values there are to train, about
     */
    public record Settings(Shape input, int classes, Transform transform, long parameters) {
        public Settings {
            if (classes < 2) {
                throw new IllegalArgumentException("a classifier has two classes or more, not " + classes);
            }
            if (parameters < 1) {
                throw new IllegalArgumentException("a network has one parameter or more, not " + parameters);
            }
        }

        /** An affine transform and as many parameters as in the paper. */
        public Settings(Shape input, int classes) {
            this(input, classes, new Affine(), PARAMETERS);
        }
    }

    /** The names that {@link #named} knows. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * The network of a name.
     *
     * @throws IllegalArgumentException if there is none, or so few parameters do not suffice
     */
    public static Network named(String name, Settings settings) {
        return sideBySide(name, settings, 1);
    }

    /**
     * The network of a name with several transformers side by side (the paper's appendix A.3): each sees all channels of
     * the image and hands on its share of them, the first one the first channels.
     *
     * @param transformers how many, of no meaning to networks without one; the image's channels are a multiple of it
     * @throws IllegalArgumentException if there is none of that name, the channels cannot be shared, or so few
     *     parameters do not suffice
     */
    public static Network sideBySide(String name, Settings settings, int transformers) {
        if (transformers < 1 || settings.input().channels() % transformers != 0) {
            throw new IllegalArgumentException("the " + settings.input().channels()
                    + " channels of an image cannot be shared by " + transformers + " transformers");
        }
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("there is no " + Names.unknown("model", name, NAMES));
        }
        boolean convolutional = name.endsWith("cnn");
        boolean transformed = name.startsWith("st-");
        ImageSize canvas = settings.input().image();
        ImageSize seen = transformed ? glimpse(canvas) : canvas;
        int firstFilters = firstFilters(settings.parameters());
        IntFunction<Network> ofWidth = width -> {
            List<Layer> layers = new ArrayList<>();
            if (transformed) {
                // Several of them, as large as one alone, would leave too little for the classifier.
                List<Layer> localisation = convolutional
                        ? convolutionalLocalisation(canvas)
                        : denseLocalisation(canvas, transformers == 1 ? 64 : 32);
                layers.addAll(transformers(settings.transform(), settings.input(), localisation, transformers));
            }
            layers.addAll(convolutional ? convolutions(seen, firstFilters, width) : hidden(width));
            layers.add(new Layer.Dense(settings.classes()));
            String suffix = transformed ? " " + settings.transform().name() : "";
            String prefix = transformed && transformers > 1 ? transformers + "x " : "";
            return new Network(prefix + name + suffix, settings.input(), layers);
        };
        return fitted(ofWidth, settings.parameters());
    }

    /** Filters of the first convolution of {@code cnn}, for a number of parameters in all. */
    static int firstFilters(long parameters) {
        return Math.max(4, (int) Math.round(32 * Math.sqrt(parameters / (double) PARAMETERS)));
    }

    private static ImageSize glimpse(ImageSize canvas) {
        return new ImageSize(Math.min(canvas.height(), GLIMPSE), Math.min(canvas.width(), GLIMPSE));
    }

    private static List<Layer> transformers(Transform transform, Shape input, List<Layer> localisation, int count) {
        ImageSize canvas = input.image();
        ImageSize seen = glimpse(canvas);
        boolean dense = !seen.equals(canvas);
        Optional<ImageSize> output =
                dense ? Optional.of(new ImageSize(2 * seen.height(), 2 * seen.width())) : Optional.empty();
        Layer one = new Layer.SpatialTransformer(transform, localisation, output);
        List<Layer> layers = new ArrayList<>();
        if (count == 1) {
            layers.add(one);
        } else {
            int share = input.channels() / count;
            layers.add(new Layer.Parallel(IntStream.range(0, count)
                    .mapToObj(i -> List.of(one, new Layer.Select(i * share, share)))
                    .toList()));
        }
        if (dense) {
            layers.add(new Layer.AveragePool(2));
        }
        return layers;
    }

    /** The paper's, with a coarser mean for canvases beyond 64 pixels so that its dense layer stays small. */
    static List<Layer> convolutionalLocalisation(ImageSize canvas) {
        // 5×5, pool, 5×5 leave one pixel of 14.
        int shortest = Math.min(canvas.height(), canvas.width());
        if (shortest < 14) {
            return denseLocalisation(canvas, 64);
        }
        List<Layer> layers = new ArrayList<>(averaged(Math.min(Math.max(2, folds(canvas, 32)), shortest / 14)));
        layers.addAll(List.of(
                new Layer.Convolution(20, 5),
                new Layer.MaxPool(2),
                new Layer.Relu(),
                new Layer.Convolution(20, 5),
                new Layer.Relu(),
                new Layer.Dense(20),
                new Layer.Relu()));
        return layers;
    }

    private static List<Layer> denseLocalisation(ImageSize canvas, int longest) {
        int shortest = Math.min(canvas.height(), canvas.width());
        List<Layer> layers = new ArrayList<>(averaged(Math.min(folds(canvas, longest), shortest)));
        for (int i = 0; i < 3; i++) {
            layers.add(new Layer.Dense(32));
            layers.add(new Layer.Relu());
        }
        return layers;
    }

    /** How many times an image is to be averaged down so that its longer side is at most this. */
    private static int folds(ImageSize canvas, int longest) {
        return (Math.max(canvas.height(), canvas.width()) + longest - 1) / longest;
    }

    private static List<Layer> averaged(int folds) {
        return folds < 2 ? List.of() : List.of(new Layer.AveragePool(folds));
    }

    private static List<Layer> hidden(int width) {
        return List.of(new Layer.Dense(width), new Layer.Relu(), new Layer.Dense(width), new Layer.Relu());
    }

    static List<Layer> convolutions(ImageSize image, int first, int second) {
        // The rectifier behind the pool: the values are the same, and it has a quarter of them to go over.
        int shortest = Math.min(image.height(), image.width());
        if (shortest < 12) {
            return List.of(
                    new Layer.Convolution(first, 3, 1, 1),
                    new Layer.Relu(),
                    new Layer.Convolution(second, 3, 1, 1),
                    new Layer.Relu());
        }
        return List.of(
                new Layer.Convolution(first, shortest < 24 ? 5 : 9),
                new Layer.MaxPool(2),
                new Layer.Relu(),
                new Layer.Convolution(second, shortest < 24 ? 3 : 7),
                new Layer.MaxPool(2),
                new Layer.Relu());
    }

    /**
     * The network whose number of parameters is nearest to the one asked for.
     *
     * @param ofWidth makes a network that grows with a number from 1 on
     * @throws IllegalArgumentException if the smallest one is much larger already
     */
    public static Network fitted(IntFunction<Network> ofWidth, long parameters) {
        Network least = ofWidth.apply(1);
        // A quarter too many is a compromise that the table still shows; more would be another network.
        if (least.parameterCount() > parameters + parameters / 4) {
            throw new IllegalArgumentException("the smallest " + least.name() + " for " + least.input() + " has "
                    + least.parameterCount() + " parameters; ask for that many, not " + parameters);
        }
        int narrow = 1;
        int wide = 2;
        while (ofWidth.apply(wide).parameterCount() < parameters) {
            narrow = wide;
            wide *= 2;
        }
        while (wide - narrow > 1) {
            int between = (narrow + wide) / 2;
            if (ofWidth.apply(between).parameterCount() < parameters) {
                narrow = between;
            } else {
                wide = between;
            }
        }
        Network below = ofWidth.apply(narrow);
        Network above = ofWidth.apply(wide);
        return above.parameterCount() - parameters < parameters - below.parameterCount() ? above : below;
    }
}
