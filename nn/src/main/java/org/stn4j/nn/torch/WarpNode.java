package org.stn4j.nn.torch;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.stn4j.warp.ChannelOrder;
import org.stn4j.warp.WarpBatch;
import org.stn4j.warp.WarpGradients;

/** The backward pass of a warp, be it of images or of volumes. */
final class WarpNode extends GraphNode {
    private final Pass pass;
    private final int imageGradients;
    private final int thetaGradients;

    private WarpNode(Pass pass, Tensor image, boolean imageGradient, Tensor theta, boolean thetaGradient) {
        super(pass.name(), image, theta);
        this.pass = pass;
        this.imageGradients = imageGradient ? (int) image.numel() : 0;
        this.thetaGradients = thetaGradient ? (int) theta.numel() : 0;
    }

    /**
     * A warp's kernels, on memory in an order of its axes.
     *
     * @param name what they do, for messages, such as "a warp"
     * @param order of the images, the output and the output's gradient
     */
    record Pass(String name, ChannelOrder order, Forward forward, Backward backward) {

        /**
         * Computes an output on libtorch's memory, and notes in its graph how to go back where gradients are asked for.
         *
         * @param image {@code [N, C, …]}; where the channels are last, it lies in that order
         * @param theta {@code [N, P]}
         * @param output gets the result; lies in the pass's order
         */
        @SuppressWarnings("try") // The scope is used by being open.
        void run(Tensor image, Tensor theta, Tensor output) {
            boolean imageGradient = GradMode.is_enabled() && image.requires_grad();
            boolean thetaGradient = GradMode.is_enabled() && theta.requires_grad();
            try (PointerScope scope = new PointerScope()) {
                Tensor input = order == ChannelOrder.LAST ? image.permute(0, 2, 3, 1) : image.contiguous();
                Tensor plainTheta = theta.contiguous();
                if (output.numel() > 0) {
                    forward.run(batch(input, plainTheta), Memory.floats(output));
                }
                if (imageGradient || thetaGradient) {
                    WarpNode node = new WarpNode(this, input, imageGradient, plainTheta, thetaGradient);
                    if (imageGradient && thetaGradient) {
                        node.attach(output, input, plainTheta);
                    } else {
                        node.attach(output, imageGradient ? input : plainTheta);
                    }
                }
            }
        }

        private WarpBatch batch(Tensor image, Tensor theta) {
            int channels = (int) image.size(order == ChannelOrder.FIRST ? 1 : 3);
            return new WarpBatch((int) image.size(0), channels, Memory.floats(image), Memory.floats(theta), order);
        }
    }

    /** As {@link org.stn4j.warp.Warp#forward}. */
    interface Forward {
        void run(WarpBatch batch, FloatBuffer output);
    }

    /** As {@link org.stn4j.warp.Warp#backward}. */
    interface Backward {
        void run(WarpBatch batch, FloatBuffer outputGradient, WarpGradients gradients);
    }

    @Override
    Tensor backward(Tensor outputGradient) {
        Tensor flat = torch.empty(imageGradients + (long) thetaGradients);
        if (flat.numel() > 0) {
            FloatBuffer buffer = Memory.floats(flat);
            Tensor contiguous = pass.order() == ChannelOrder.LAST
                    ? outputGradient.contiguous(torch.MemoryFormat.ChannelsLast)
                    : outputGradient.contiguous();
            pass.backward()
                    .run(
                            pass.batch(saved(0), saved(1)),
                            Memory.floats(contiguous),
                            new WarpGradients(
                                    imageGradients == 0 ? null : buffer.slice(0, imageGradients),
                                    thetaGradients == 0 ? null : buffer.slice(imageGradients, thetaGradients)));
        }
        return flat;
    }
}
