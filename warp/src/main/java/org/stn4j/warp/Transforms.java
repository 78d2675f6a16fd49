package org.stn4j.warp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The families of transforms that are known by name.
 *
 * <p>A program makes one of its own known by naming its class, which has a constructor without parameters, in a file {@code
 * META-INF/services/org.stn4j.warp.Transform} on its class path. The library's own names cannot be taken over.
 */
public final class Transforms {
    private static final List<String> NAMES =
            List.of("translation", "attention", "similarity", "affine", "projective", "tps", "flow");

    private Transforms() {}

    /** The names of the library's own families, from few parameters to many. */
    public static List<String> names() {
        return NAMES;
    }

    /** The names of all families that are known here: the library's own, and those that were registered. */
    public static List<String> known() {
        List<String> known = new ArrayList<>(NAMES);
        registered().forEach(transform -> known.add(transform.name()));
        return known;
    }

    /**
     * The family of a name; {@code tps:K} is a thin-plate spline on a K×K lattice, {@code attention:S} an attention of
     * the fixed scale S.
     *
     * @throws IllegalArgumentException if there is none, naming those that there are
     */
    public static Transform named(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no transform '" + name + "'; known are "
                        + String.join(", ", known())
                        + ", tps:K for a lattice of K x K points, and attention:S for one of the fixed scale S"));
    }

    /**
     * As {@link #named}; empty if there is no such family.
     *
     * @throws IllegalArgumentException if there is one, but not with what stands behind the colon; one line
     */
    public static Optional<Transform> find(String name) {
        return switch (name) {
            case "translation" -> Optional.of(new Translation());
            case "attention" -> Optional.of(new Attention());
            case "similarity" -> Optional.of(new Similarity());
            case "affine" -> Optional.of(new Affine());
            case "projective" -> Optional.of(new Projective());
            case "tps" -> Optional.of(new ThinPlateSpline());
            case "flow" -> Optional.of(new Flow());
            default -> {
                if (name.startsWith(ThinPlateSpline.PREFIX)) {
                    yield Optional.of(ThinPlateSpline.parse(name));
                }
                if (name.startsWith(FixedAttention.PREFIX)) {
                    yield Optional.of(FixedAttention.parse(name));
                }
                yield registered().stream()
                        .filter(transform -> transform.name().equals(name))
                        .findFirst();
            }
        };
    }

    /** The families that the program and its libraries registered, in the order of the class path. */
    public static List<Transform> registered() {
        return ServiceLoader.load(Transform.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
