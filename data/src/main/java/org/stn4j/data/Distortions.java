package org.stn4j.data;

import java.util.List;
import java.util.stream.Collectors;
import org.stn4j.warp.Affine;
import org.stn4j.warp.Projective;
import org.stn4j.warp.ThinPlateSpline;

/**
 * The distortions of Jaderberg et al. 2015, section 4.1 and appendix A.4, by name.
 *
 * <p>Pixels are those of MNIST's 28×28; for other pictures canvas, noise and clutter grow in proportion. All sampling is
 * bilinear with zeros outside.
 *
 * <ul>
 *   <li>{@code none}: the picture as it is.
 *   <li>{@code R}: turned by up to 90° either way; 28×28.
 *   <li>{@code RTS}: turned by up to 45°, scaled by 0.7 to 1.2, and put at a random place where the scaled picture lies
 *       on the canvas of 42×42.
 *   <li>{@code P}: scaled by 0.75 to 1 in the middle of 42×42, then each corner of that image moved by normal noise of 5
 *       pixels, as a plane in space would look. Corners that turn the picture over, or nearly, are drawn again. (The paper
 *       does not say which image's corners; why these, {@code docs/decisions/0006-corners-of-p.md}.)
 *   <li>{@code E}: scaled by 0.75 to 1 in the middle of 28×28, then bent: a thin-plate spline, by which each of 4×4 points
 *       of that image moves by normal noise of 1.5 pixels ({@code docs/decisions/0010-pixels-of-e.md}).
 *   <li>{@code T}: put at a random place, in whole pixels, of 60×60.
 *   <li>{@code TC}: as T, among 6 random pieces of 6×6 from other pictures of the same set; where they overlap, the
 *       brighter value counts.
 * </ul>
 */
public final class Distortions {
    private static final double SIDE = 28;

    private static final List<Distortion> ALL = List.of(
            new Unchanged(),
            new WarpDistortion("R", new Affine(), 1, new SimilarityDraw(Math.toRadians(90), 1, 1, 1)),
            new WarpDistortion("RTS", new Affine(), 42 / SIDE, new SimilarityDraw(Math.toRadians(45), 0.7, 1.2, 1)),
            new WarpDistortion("P", new Projective(), 42 / SIDE, new ProjectiveDraw(5.0 / 42, 0.75, 1)),
            new WarpDistortion("E", new ThinPlateSpline(4), 1, new ElasticDraw(1.5 / SIDE, 0.75, 1)),
            new Placement("T", 60 / SIDE, 0, 6 / SIDE),
            new Placement("TC", 60 / SIDE, 6, 6 / SIDE));

    private Distortions() {}

    /** The known names, as {@link #named} takes them. */
    public static List<String> names() {
        return ALL.stream().map(Distortion::name).toList();
    }

    /**
     * A distortion by name; upper and lower case are the same.
     *
     * @throws IllegalArgumentException where there is none of that name; the message lists the known ones
     */
    public static Distortion named(String name) {
        return ALL.stream()
                .filter(distortion -> distortion.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown distortion '" + name + "'; known are "
                        + names().stream().collect(Collectors.joining(", "))));
    }
}
