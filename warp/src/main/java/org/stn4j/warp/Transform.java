package org.stn4j.warp;

import java.util.Optional;

/**
 * A family of maps from output to input coordinates, with parameters θ: <em>where</em> a warp looks.
 *
 * <p>Always output to input: every output pixel is visited once, in order, and asks for its place in the input. So the
 * output has no holes (Jaderberg et al. 2015, section 3.2).
 *
 * <p>A family of one's own implements this interface and {@link Mapping}; nothing else knows the families.
 */
public interface Transform {

    /** The family's name, as the command line and network files write it. */
    String name();

    /** Number of parameters θ of one image. Only dense families depend on the output's size. */
    int parameterCount(ImageSize output);

    /** θ of the identity, a new array. At equal sizes it gives back the input bit for bit. */
    float[] identity(ImageSize output);

    /** Fixes the sizes and the corner convention, and prepares what all images have in common. */
    Mapping map(Geometry geometry);

    /** How maps of this family are composed; empty if two of them, one after the other, are not one of it. */
    default Optional<Composition> composition() {
        return Optional.empty();
    }
}
