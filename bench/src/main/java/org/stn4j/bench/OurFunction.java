package org.stn4j.bench;

import org.bytedeco.pytorch.Tensor;
import org.stn4j.nn.torch.WarpFunction;
import org.stn4j.warp.Warp;

/** The warp of this project as a step of a network has it: through the bridge to libtorch's autograd. */
final class OurFunction extends AutogradWarp {
    private final Warp warp;

    OurFunction(KernelShape shape, Pass pass, Reading reading, WarpData data, MemoryLayout layout, int threads) {
        super(pass, layout.copyOf(data.images), data.theta.detach().clone(), layout.copyOf(data.outputGradient));
        this.warp = shape.warp(reading).withThreads(threads);
    }

    @Override
    Tensor warp(Tensor images, Tensor theta) {
        return WarpFunction.apply(warp, images, theta);
    }
}
