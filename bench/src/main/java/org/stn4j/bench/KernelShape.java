package org.stn4j.bench;

import org.stn4j.warp.ImageSize;

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

    /** Bytes that the forward pass cannot but move: each image read once, each output written once. */
    long forwardBytes() {
        return 4L * images * channels * (input.pixels() + output.pixels());
    }

    @Override
    public String toString() {
        String sizes = input.equals(output) ? input.toString() : input + " to " + output;
        return transform + " " + images + "x" + channels + "x" + sizes;
    }
}
