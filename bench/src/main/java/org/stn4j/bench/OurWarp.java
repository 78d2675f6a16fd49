package org.stn4j.bench;

import static org.bytedeco.pytorch.global.torch.empty;

import org.bytedeco.pytorch.Tensor;
import org.stn4j.warp.ChannelOrder;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Warp;
import org.stn4j.warp.WarpBatch;
import org.stn4j.warp.WarpGradients;

/** The warp of this project on libtorch's memory. */
final class OurWarp extends WarpContender {
    private final KernelShape shape;
    private final Pass pass;
    private final MemoryLayout layout;
    private final Tensor input;
    private final Tensor outputGradient;
    private final Warp warp;
    private final WarpBatch batch;

    OurWarp(KernelShape shape, Pass pass, Reading reading, WarpData data, MemoryLayout layout, int threads) {
        this.shape = shape;
        this.pass = pass;
        this.layout = layout;
        this.input = layout.copyOf(data.images);
        this.outputGradient = layout.copyOf(data.outputGradient);
        this.warp = shape.warp(reading).withThreads(threads);
        this.batch = new WarpBatch(
                shape.images(),
                shape.channels(),
                WarpData.buffer(input),
                WarpData.buffer(data.theta),
                layout == MemoryLayout.PLAIN ? ChannelOrder.FIRST : ChannelOrder.LAST);
    }

    @Override
    public void run() {
        try (Tensor output = images(shape.images(), shape.output())) {
            warp.forward(batch, WarpData.buffer(output));
            result(output);
        }
        if (pass == Pass.FORWARD) {
            return;
        }
        try (Tensor theta = empty(shape.images(), warp.transform().parameterCount(shape.output()));
                Tensor images = images(pass == Pass.THETA ? 0 : shape.images(), shape.input())) {
            warp.backward(
                    batch,
                    WarpData.buffer(outputGradient),
                    new WarpGradients(pass == Pass.THETA ? null : WarpData.buffer(images), WarpData.buffer(theta)));
            result(theta);
            if (pass == Pass.THETA_AND_IMAGE) {
                result(images);
            }
        }
    }

    private Tensor images(int count, ImageSize size) {
        return layout.empty(count, shape.channels(), size.height(), size.width());
    }

    @Override
    public void close() {
        input.close();
        outputGradient.close();
    }
}
