package org.stn4j.bench;

import java.util.Locale;
import org.stn4j.warp.Interpolation;

/**
 * How the warps of a comparison read their images: the same on both sides.
 *
 * @param outside what lies outside the image
 */
public record Reading(Interpolation interpolation, OutsideMode outside) {

    /** Bilinear, and zeros outside. */
    public static final Reading USUAL = new Reading(Interpolation.BILINEAR, OutsideMode.ZEROS);

    /** The paddings that both sides have. */
    public enum OutsideMode {
        ZEROS,
        BORDER,
        REFLECTION;

        org.stn4j.warp.Padding padding() {
            return switch (this) {
                case ZEROS -> org.stn4j.warp.Padding.ZEROS;
                case BORDER -> org.stn4j.warp.Padding.BORDER;
                case REFLECTION -> org.stn4j.warp.Padding.REFLECTION;
            };
        }
    }

    /** The interpolation as {@code grid_sampler} numbers it. */
    long libtorchInterpolation() {
        return switch (interpolation) {
            case BILINEAR -> 0;
            case NEAREST -> 1;
            case BICUBIC -> 2;
        };
    }

    /** The padding as {@code grid_sampler} numbers it. */
    long libtorchPadding() {
        return switch (outside) {
            case ZEROS -> 0;
            case BORDER -> 1;
            case REFLECTION -> 2;
        };
    }

    @Override
    public String toString() {
        return (interpolation + ", " + outside).toLowerCase(Locale.ROOT);
    }
}
