package org.stn4j.warp;

import java.util.List;

/** The families of transforms that are known by name. */
public final class Transforms {
    private static final List<String> NAMES =
            List.of("translation", "attention", "similarity", "affine", "projective", "tps", "flow");

    private Transforms() {}

    /** The names that {@link #named} knows, from few parameters to many. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * The family of a name; {@code tps:K} is a thin-plate spline on a K×K lattice.
     *
     * @throws IllegalArgumentException if there is none, naming those that there are
     */
    public static Transform named(String name) {
        return switch (name) {
            case "translation" -> new Translation();
            case "attention" -> new Attention();
            case "similarity" -> new Similarity();
            case "affine" -> new Affine();
            case "projective" -> new Projective();
            case "tps" -> new ThinPlateSpline();
            case "flow" -> new Flow();
            default -> {
                if (name.matches("tps:\\d{1,3}")) {
                    yield new ThinPlateSpline(Integer.parseInt(name.substring("tps:".length())));
                }
                throw new IllegalArgumentException("there is no transform '" + name + "'; known are "
                        + String.join(", ", NAMES) + ", and tps:K for a lattice of K x K points");
            }
        };
    }
}
