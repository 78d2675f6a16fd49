package org.stn4j.bench;

import org.stn4j.warp.Geometry;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Transforms;
import org.stn4j.warp.Warp;

/**
 * One size at which warps are compared.
 *
 * @param transform name of the family
 */
public record KernelShape(String transform, int images, int channels, ImageSize input, ImageSize output) {

    static KernelShape of(String transform, int images, int channels, int size) {
        return of(transform, images, channels, size, size);
    }

    static KernelShape of(String transform, int images, int channels, int inputSize, int outputSize) {
        return new KernelShape(
                transform,
                images,
                channels,
                new ImageSize(inputSize, inputSize),
                new ImageSize(outputSize, outputSize));
    }

    Warp warp(Reading reading) {
        return new Warp(
                Transforms.named(transform),
                new Geometry(input, output, false),
                reading.interpolation(),
                reading.outside().padding());
    }

    /** Values of the output. */
    long samples() {
        return (long) images * channels * output.pixels();
    }

    /**
     * Bytes that a pass cannot but move: forward, each image read once and each output written once; backward, both (the
     * output's gradient now) read once, and the image's gradient written once if it is wanted.
     */
    long bytes(Pass pass) {
        long input = 4L * images * channels * this.input.pixels();
        long output = 4 * samples();
        return switch (pass) {
            case FORWARD -> input + output;
            case THETA -> 2 * (input + output);
            case THETA_AND_IMAGE -> 2 * (input + output) + input;
        };
    }

    @Override
    public String toString() {
        String sizes = input.equals(output) ? input.toString() : input + " to " + output;
        return transform + " " + images + "x" + channels + "x" + sizes;
    }
}
