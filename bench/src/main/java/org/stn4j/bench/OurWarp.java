package org.stn4j.bench;

import static org.bytedeco.pytorch.global.torch.empty;

import org.bytedeco.pytorch.Tensor;
import org.stn4j.warp.Warp;
import org.stn4j.warp.WarpBatch;
import org.stn4j.warp.WarpGradients;

/** The warp of this project on libtorch's memory. */
final class OurWarp extends WarpContender {
    private final KernelShape shape;
    private final Pass pass;
    private final WarpData data;
    private final Warp warp;
    private final WarpBatch batch;

    OurWarp(KernelShape shape, Pass pass, Reading reading, WarpData data, int threads) {
        this.shape = shape;
        this.pass = pass;
        this.data = data;
        this.warp = shape.warp(reading).withThreads(threads);
        this.batch = new WarpBatch(
                shape.images(), shape.channels(), WarpData.buffer(data.images), WarpData.buffer(data.theta));
    }

    @Override
    public void run() {
        try (Tensor output = empty(
                shape.images(),
                shape.channels(),
                shape.output().height(),
                shape.output().width())) {
            warp.forward(batch, WarpData.buffer(output));
            result(output);
        }
        if (pass == Pass.FORWARD) {
            return;
        }
        try (Tensor theta = empty(shape.images(), data.theta.size(1));
                Tensor images = empty(
                        pass == Pass.THETA ? 0 : shape.images(),
                        shape.channels(),
                        shape.input().height(),
                        shape.input().width())) {
            warp.backward(
                    batch,
                    WarpData.buffer(data.outputGradient),
                    new WarpGradients(pass == Pass.THETA ? null : WarpData.buffer(images), WarpData.buffer(theta)));
            result(theta);
            if (pass == Pass.THETA_AND_IMAGE) {
                result(images);
            }
        }
    }

    @Override
    public void close() {}
}
