package org.stn4j.nn.torch;

import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * A convolution of an image of one to four channels, with a fast gradient of the image.
 *
 * <p>That gradient is a convolution with as many output channels as the image has, and a processor that computes sixteen
 * at once wastes the others: libtorch takes eight times as long for it as for both other passes together (36 ms against
 * 5, for 256 images of 28x28 and 32 filters of 9x9 on two cores). Behind a spatial transformer it cannot be left out.
 * Here the pixels of a square block are the output channels: one convolution with a stride of the block's side, and
 * kernels that are the filter moved by each pixel's place (4.6 ms in the same case).
 */
final class NarrowConvolution extends GraphNode {
    /** Output channels that fill a vector register of 16 floats. */
    private static final int LANES = 16;

    private static final long[] ONE = {1, 1};

    private final int padding;
    private final int block;
    private final long[] imageSizes;

    private NarrowConvolution(Tensor image, Tensor weight, int padding) {
        super("a convolution", weight);
        this.padding = padding;
        this.imageSizes = Memory.sizes(image);
        this.block = block(image.size(1));
    }

    /** Whether a convolution of stride 1 gains by this way. */
    static boolean suits(int channels, int kernel, int padding) {
        return block(channels) > 1 && padding < kernel;
    }

    /** The side of the largest square of pixels whose channels fit the lanes. */
    private static int block(long channels) {
        return channels > LANES ? 1 : (int) Math.sqrt((double) LANES / channels);
    }

    /**
     * {@code conv2d} with stride 1.
     *
     * @param image {@code [N, C, H, W]}
     * @param weight {@code [F, C, k, k]}
     * @return {@code [N, F, H', W']}
     */
    static Tensor apply(Tensor image, Tensor weight, TensorOptional bias, int padding) {
        if (!GradMode.is_enabled() || !image.requires_grad()) {
            return convolve(image, weight, bias, padding);
        }
        return Scopes.within(() -> {
            Tensor plain = image.contiguous();
            Tensor ofWeights = convolve(plain.detach(), weight, bias, padding);
            Tensor ofImage = ofWeights.detach();
            new NarrowConvolution(plain, weight, padding).attach(ofImage, plain);
            return ofWeights.requires_grad() ? joined(ofWeights, ofImage) : ofImage;
        });
    }

    private static Tensor convolve(Tensor image, Tensor weight, TensorOptional bias, int padding) {
        return torch.conv2d(Layout.channelsLast(image), weight, bias, ONE, new long[] {padding, padding}, ONE, 1);
    }

    @Override
    Tensor backward(Tensor outputGradient) {
        Tensor weight = saved(0);
        long kernel = weight.size(2);
        Tensor gradient = Layout.channelsLast(outputGradient);
        // Blocks are counted from a place so far before the image that the last one ends with it.
        long above = extent(imageSizes[2]) - imageSizes[2];
        long before = extent(imageSizes[3]) - imageSizes[3];
        long around = kernel - 1 - padding;
        Tensor blocks = torch.conv2d(
                gradient,
                blockKernels(weight),
                new TensorOptional(),
                new long[] {block, block},
                new long[] {around + above, around + before},
                ONE,
                1);
        return torch.pixel_shuffle(blocks, block)
                .narrow(2, above, imageSizes[2])
                .narrow(3, before, imageSizes[3])
                .contiguous()
                .view(-1);
    }

    private long extent(long pixels) {
        return (pixels + block - 1) / block * block;
    }

    /**
     * For each channel and each pixel (i, j) of a block the filters, turned round, at the place (i, j) of a kernel that
     * spans the block: {@code [C · block², F, k + block - 1, k + block - 1]}.
     */
    private Tensor blockKernels(Tensor weight) {
        long filters = weight.size(0);
        long channels = weight.size(1);
        long kernel = weight.size(2);
        long span = kernel + block - 1;
        long padded = span + block - 1;
        long border = block - 1L;
        Tensor framed = torch.constant_pad_nd(weight.flip(2, 3).transpose(0, 1), border, border, border, border)
                .contiguous();
        // All windows of the framed filters at once; the window of pixel (i, j) starts at (border - i, border - j).
        return framed.as_strided(
                        new long[] {channels, block, block, filters, span, span},
                        new long[] {filters * padded * padded, padded, 1, padded * padded, padded, 1})
                .flip(1, 2)
                .reshape(channels * block * block, filters, span, span);
    }
}
