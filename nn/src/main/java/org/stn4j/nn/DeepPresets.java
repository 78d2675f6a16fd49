package org.stn4j.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Padding;

/**
 * Networks for photographs of any size, in colours or grey.
 *
 * <ul>
 *   <li>{@code deep}: blocks of 3×3 convolutions with batch normalisation, each block with more filters and half the
 *       rows and columns of the one before; then the mean of each channel, and a dense layer for the classes.
 *   <li>{@code st-deep}: a spatial transformer that hands a glimpse of the picture to {@code deep}.
 *   <li>{@code st-deep-parallel}: two transformers side by side, each with blocks of its own, whose means are joined: for
 *       pictures with two places that matter (Jaderberg et al. 2015, section 4.3).
 *   <li>{@code st-deep-sequence}: a second transformer behind the first block, on its feature maps (section 4.2's multi).
 * </ul>
 *
 * <p>The cost is that of the glimpse, not of the picture: the localisation network looks at the picture averaged down to
 * about 32 pixels, and the transformer reads the full one. What lies outside is the border's pixels: black would be an
 * edge that no photograph has. A transformer that reduces samples more densely than the glimpse, and a mean follows, so
 * that nothing is aliased.
 */
public final class DeepPresets {
    private static final List<String> NAMES = List.of("deep", "st-deep", "st-deep-parallel", "st-deep-sequence");

    private static final int SMALL_GLIMPSE = 32;
    private static final int MIDDLE_GLIMPSE = 40;
    private static final int LARGE_GLIMPSE = 48;
    private static final int LOOK = 32;
    private static final int MOST_FOLDS = 4;
    private static final int STEP = 8;
    /** What a localisation network makes its decision from; more would be most of a network's parameters. */
    private static final int MOST_FEATURES = 1200;

    private static final double DROPOUT = 0.3;

    private final Presets.Settings settings;
    private final ImageSize glimpse;

    private DeepPresets(Presets.Settings settings, ImageSize glimpse) {
        this.settings = settings;
        this.glimpse = glimpse;
    }

    /** The names that {@link #named} knows. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * The network of a name.
     *
     * @param glimpse rows and columns that a transformer hands to its classifier; as suits the input, if empty
     * @throws IllegalArgumentException if there is none of that name, or so few parameters do not suffice
     */
    public static Network named(String name, Presets.Settings settings, Optional<ImageSize> glimpse) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("there is no " + Names.unknown("model", name, NAMES));
        }
        ImageSize seen = glimpse.orElseGet(() -> usualGlimpse(settings.input().image()));
        DeepPresets presets = new DeepPresets(settings, seen);
        return Presets.fitted(width -> presets.network(name, width), settings.parameters());
    }

    /** A glimpse of the input's proportions: 32 pixels along a side up to inputs of 48, 40 up to 64, and 48 beyond. */
    static ImageSize usualGlimpse(ImageSize input) {
        double side = Math.sqrt(input.pixels());
        int wanted = side <= 50 ? SMALL_GLIMPSE : side <= 70 ? MIDDLE_GLIMPSE : LARGE_GLIMPSE;
        double share = Math.min(1, wanted / side);
        return new ImageSize(reduced(input.height(), share), reduced(input.width(), share));
    }

    private static int reduced(int side, double share) {
        return share == 1 ? side : (int) Math.min(side, Math.max(STEP, STEP * Math.round(side * share / STEP)));
    }

    private Network network(String name, int width) {
        ImageSize input = settings.input().image();
        List<Layer> layers = new ArrayList<>();
        switch (name) {
            case "deep" -> layers.addAll(blocks(input, width, 0));
            case "st-deep" -> {
                layers.addAll(transformer(input, glimpse, true));
                layers.addAll(blocks(glimpse, width, 0));
            }
            case "st-deep-parallel" -> {
                List<Layer> branch = new ArrayList<>(transformer(input, glimpse, true));
                branch.addAll(blocks(glimpse, width, 0));
                layers.add(new Layer.Parallel(List.of(branch, branch)));
            }
            default -> {
                layers.addAll(transformer(input, glimpse, true));
                List<Layer> all = blocks(glimpse, width, 0);
                List<Layer> first = blocks(glimpse, width, 1);
                ImageSize maps = Shapes.infer(
                                new Shape(settings.input().channels(), glimpse.height(), glimpse.width()), first)
                        .output()
                        .image();
                layers.addAll(first);
                layers.addAll(transformer(maps, maps, false));
                layers.addAll(all.subList(first.size(), all.size()));
            }
        }
        layers.add(new Layer.GlobalAveragePool());
        layers.add(new Layer.Dropout(DROPOUT));
        layers.add(new Layer.Dense(settings.classes()));
        String suffix = name.equals("deep") ? "" : " " + settings.transform().name();
        return new Network(name + suffix, settings.input(), layers);
    }

    private List<Layer> transformer(ImageSize input, ImageSize output, boolean normalised) {
        double ratio = Math.max((double) input.height() / output.height(), (double) input.width() / output.width());
        int folds = (int) Math.max(1, Math.min(MOST_FOLDS, Math.ceil(ratio - 0.25)));
        Layer sampler = new Layer.SpatialTransformer(
                settings.transform(),
                localisation(input, normalised),
                Optional.of(new ImageSize(folds * output.height(), folds * output.width())),
                Interpolation.BILINEAR,
                Padding.BORDER,
                false);
        return folds == 1 ? List.of(sampler) : List.of(sampler, new Layer.AveragePool(folds));
    }

    private List<Layer> localisation(ImageSize input, boolean normalised) {
        int shortest = Math.min(input.height(), input.width());
        int folds = Math.max(1, (int) Math.min(Math.rint(Math.sqrt(input.pixels()) / LOOK), shortest / (double) STEP));
        List<Layer> layers = new ArrayList<>();
        if (folds > 1) {
            layers.add(new Layer.AveragePool(folds));
        }
        if (normalised) {
            layers.add(new Layer.BatchNorm());
        }
        if (shortest / folds >= 2 * STEP) {
            layers.addAll(List.of(
                    new Layer.Convolution(16, 5),
                    new Layer.MaxPool(2),
                    new Layer.Relu(),
                    new Layer.Convolution(32, 5),
                    new Layer.MaxPool(2),
                    new Layer.Relu()));
        } else {
            layers.addAll(List.of(new Layer.Convolution(16, 3, 1, 1), new Layer.Relu()));
        }
        Shape maps = Shapes.infer(new Shape(settings.input().channels(), input.height(), input.width()), layers)
                .output();
        int window = 1;
        while (window < Math.min(maps.height(), maps.width())
                && maps.channels() * (maps.height() / window) * (maps.width() / window) > MOST_FEATURES) {
            window++;
        }
        if (window > 1) {
            layers.add(new Layer.AveragePool(window));
        }
        layers.addAll(List.of(new Layer.Dense(32), new Layer.Relu()));
        return layers;
    }

    /** Blocks until the maps have fewer than 8 rows or columns; only the first {@code most}, if that is not 0. */
    private static List<Layer> blocks(ImageSize image, int width, int most) {
        List<Layer> layers = new ArrayList<>();
        int shortest = Math.min(image.height(), image.width());
        int count = 1;
        while (count < 5 && shortest >> count >= 6) {
            count++;
        }
        count = Math.max(2, count);
        for (int block = 0; block < (most == 0 ? count : most); block++) {
            int filters = width * Math.min(6, 1 << block);
            boolean last = block == count - 1;
            for (int i = 0; i < (last ? 2 : 1); i++) {
                layers.add(new Layer.Convolution(filters, 3, 1, 1));
                layers.add(new Layer.BatchNorm());
                boolean halved = !last && shortest >> block >= 2;
                if (halved) {
                    layers.add(new Layer.MaxPool(2));
                }
                layers.add(new Layer.Relu());
            }
        }
        return layers;
    }
}
