package org.stn4j.nn.torch;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What the convolutions of a training pass compute in.
 *
 * <p>Everything else is float32 in either: weights, their changes, transformers and their coordinates, losses, and all
 * passes that are not for training.
 */
public enum Precision {
    /** 24 bits of precision. */
    FLOAT32,
    /**
     * Factors of 8 bits of precision and the range of float32, their sums in float32, results rounded again. Faster where
     * the processor has instructions for it, and slower where it has not, see {@link #suits}.
     */
    BFLOAT16;

    /** Channels for which oneDNN has kernels of another kind. */
    private static final int MOST_OF_AN_IMAGE = 3;

    /** As the command line calls it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Names that {@link #named} knows. */
    public static List<String> names() {
        return Stream.of(values()).map(Precision::word).toList();
    }

    /**
     * A precision by its {@link #word}.
     *
     * @throws IllegalArgumentException if there is none of that name; one line
     */
    public static Precision named(String word) {
        return Stream.of(values())
                .filter(precision -> precision.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no precision '" + word + "'; choose one of " + String.join(", ", names())));
    }

    /**
     * Whether it is worth choosing on a device, and not slower than float32 there.
     *
     * @param device as in {@link Torch#device}
     */
    public boolean suits(String device) {
        return this == FLOAT32 || !device.equals("cpu") || Torch.hasBfloat16();
    }

    /** What computes a convolution. */
    @FunctionalInterface
    interface Convolving {
        Tensor apply(Tensor values, Tensor weight, Tensor bias);
    }

    /** A convolution of float32 tensors in this precision; its result and the gradients are float32 again. */
    Tensor convolve(Convolving convolution, Tensor values, Tensor weight, Tensor bias) {
        return switch (this) {
            case FLOAT32 -> convolution.apply(values, weight, bias);
            case BFLOAT16 -> inPairs(convolution, half(values), half(weight), half(bias));
        };
    }

    private static Tensor half(Tensor values) {
        return values.to(torch.ScalarType.BFloat16);
    }

    /**
     * With even numbers of channels: the instructions multiply them in pairs, and where the last one has no partner, oneDNN
     * (3.7.1, kernels from 7x7 on) multiplies what happens to lie behind the tensor by zero, which is NaN every few
     * thousand steps.
     */
    private static Tensor inPairs(Convolving convolution, Tensor values, Tensor weight, Tensor bias) {
        long filters = weight.size(0);
        boolean images = weight.size(1) <= MOST_OF_AN_IMAGE;
        Tensor result = convolution.apply(
                images ? values : even(values, 1), even(images ? weight : even(weight, 1), 0), even(bias, 0));
        return result.narrow(1, 0, filters).to(torch.ScalarType.Float);
    }

    /** A tensor with one more entry, of zeros, along an axis that has an odd number of them. */
    private static Tensor even(Tensor values, int axis) {
        if (values.size(axis) % 2 == 0) {
            return values;
        }
        // From the last axis to the first, before and behind.
        long[] more = new long[2 * (int) values.dim()];
        more[more.length - 2 * axis - 1] = 1;
        return torch.constant_pad_nd(values, more);
    }
}
