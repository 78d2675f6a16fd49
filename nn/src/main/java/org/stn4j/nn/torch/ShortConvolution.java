package org.stn4j.nn.torch;

import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A convolution with fewer places for its filters than a filter has weights, with a fast gradient of the weights.
 *
 * <p>That gradient is itself a convolution: of the image, its channels taken for images and the batch for channels, with
 * the output's gradient as the filter. libtorch has another routine for it, which is slow where the output is small: 256
 * images of 32x10x10 and 236 filters of 7x7 took 18 ms in a training step on two cores, where the convolution takes 9.
 * With larger outputs libtorch's is the faster one.
 */
final class ShortConvolution extends GraphNode {
    /** Channels below which the convolution has too few images to be fast. */
    private static final int CHANNELS = 32;

    private static final long[] ONE = {1, 1};

    private final int padding;

    private ShortConvolution(Tensor image, int padding) {
        super("a convolution", image);
        this.padding = padding;
    }

    /** Whether a convolution of stride 1 gains by this way. */
    static boolean suits(int channels, int kernel, int places) {
        return channels >= CHANNELS && 2L * places <= (long) kernel * kernel;
    }

    /**
     * {@code conv2d} with stride 1.
     *
     * @param image {@code [N, C, H, W]}
     * @param weight {@code [F, C, k, k]}
     * @param bias {@code [F]}
     * @return {@code [N, F, H', W']}
     */
    static Tensor apply(Tensor image, Tensor weight, Tensor bias, int padding) {
        return Scopes.within(() -> {
            Tensor plain = Layout.channelsLast(image);
            if (!GradMode.is_enabled() || !weight.requires_grad() || !bias.requires_grad()) {
                return convolve(plain, weight, bias, padding);
            }
            Tensor ofImage = convolve(plain, weight.detach(), bias.detach(), padding);
            Tensor ofWeights = ofImage.detach();
            new ShortConvolution(plain, padding).attach(ofWeights, weight, bias);
            return ofImage.requires_grad() ? joined(ofImage, ofWeights) : ofWeights;
        });
    }

    private static Tensor convolve(Tensor image, Tensor weight, Tensor bias, int padding) {
        return torch.conv2d(image, weight, new TensorOptional(bias), ONE, new long[] {padding, padding}, ONE, 1);
    }

    @Override
    Tensor backward(Tensor outputGradient) {
        Tensor images = Layout.channelsLast(saved(0).transpose(0, 1));
        Tensor filters = Layout.channelsLast(outputGradient.transpose(0, 1));
        Tensor ofWeight = torch.conv2d(
                        images, filters, new TensorOptional(), ONE, new long[] {padding, padding}, ONE, 1)
                .transpose(0, 1);
        Tensor ofBias = outputGradient.sum(0, 2, 3);
        return torch.cat(new TensorVector(ofWeight.reshape(-1), ofBias));
    }
}
