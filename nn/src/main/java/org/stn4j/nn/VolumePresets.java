package org.stn4j.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Networks for volumes whose slices are an image's channels, at any number of parameters (Jaderberg et al. 2015, appendix
 * A.3).
 *
 * <ul>
 *   <li>{@code volume-cnn}: a projection along the depth with a learned weight for each slice, then {@code cnn} of {@link
 *       Presets}.
 *   <li>{@code st-volume-cnn}: a {@link Layer.VolumeTransformer} before that, with the localisation network of {@code
 *       st-cnn}, which sees the slices as channels.
 * </ul>
 */
public final class VolumePresets {
    private static final List<String> NAMES = List.of("volume-cnn", "st-volume-cnn");

    private VolumePresets() {}

    /** The names that {@link #named} knows. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * The network of a name.
     *
     * @param settings the input's channels are the slices; the transform is of no meaning
     * @throws IllegalArgumentException if there is none, or so few parameters do not suffice
     */
    public static Network named(String name, Presets.Settings settings) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("there is no " + Names.unknown("model", name, NAMES));
        }
        Shape volume = settings.input();
        IntFunction<Network> ofWidth = width -> {
            List<Layer> layers = new ArrayList<>();
            if (name.startsWith("st-")) {
                layers.add(new Layer.VolumeTransformer(
                        Presets.convolutionalLocalisation(volume.image()), Optional.empty()));
            }
            layers.add(new Layer.Convolution(1, 1));
            layers.addAll(Presets.convolutions(volume.image(), Presets.firstFilters(settings.parameters()), width));
            layers.add(new Layer.Dense(settings.classes()));
            return new Network(name, volume, layers);
        };
        return Presets.fitted(ofWidth, settings.parameters());
    }
}
