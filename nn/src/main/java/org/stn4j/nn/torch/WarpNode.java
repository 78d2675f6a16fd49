package org.stn4j.nn.torch;

import java.nio.FloatBuffer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.stn4j.warp.ChannelOrder;
import org.stn4j.warp.Warp;
import org.stn4j.warp.WarpGradients;

/** The backward pass of a {@link WarpFunction}. */
final class WarpNode extends GraphNode {
    private final Warp warp;
    private final ChannelOrder order;
    private final int imageGradients;
    private final int thetaGradients;

    private WarpNode(
            Warp warp, ChannelOrder order, Tensor image, boolean imageGradient, Tensor theta, boolean thetaGradient) {
        super("a warp", image, theta);
        this.warp = warp;
        this.order = order;
        this.imageGradients = imageGradient ? (int) image.numel() : 0;
        this.thetaGradients = thetaGradient ? (int) theta.numel() : 0;
    }

    /**
     * Gives the output its place in the graph.
     *
     * @param image contiguous, in its order
     * @param theta contiguous
     */
    static void attach(
            Tensor output,
            Warp warp,
            ChannelOrder order,
            Tensor image,
            boolean imageGradient,
            Tensor theta,
            boolean thetaGradient) {
        WarpNode node = new WarpNode(warp, order, image, imageGradient, theta, thetaGradient);
        if (imageGradient && thetaGradient) {
            node.attach(output, image, theta);
        } else {
            node.attach(output, imageGradient ? image : theta);
        }
    }

    @Override
    Tensor backward(Tensor outputGradient) {
        Tensor flat = torch.empty(imageGradients + (long) thetaGradients);
        FloatBuffer buffer = Memory.floats(flat);
        Tensor contiguous = order == ChannelOrder.LAST
                ? outputGradient.contiguous(torch.MemoryFormat.ChannelsLast)
                : outputGradient.contiguous();
        warp.backward(
                WarpFunction.batch(saved(0), saved(1), order),
                Memory.floats(contiguous),
                new WarpGradients(
                        imageGradients == 0 ? null : buffer.slice(0, imageGradients),
                        thetaGradients == 0 ? null : buffer.slice(imageGradients, thetaGradients)));
        return flat;
    }
}
