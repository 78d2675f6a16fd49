package org.stn4j.bench;

import static org.bytedeco.pytorch.global.torch.grid_sampler;

import org.bytedeco.pytorch.Tensor;

/** The same warp as one writes it with libtorch: a grid of all places, {@code grid_sampler}, autograd. */
final class TorchWarp extends AutogradWarp {
    private final Reading reading;
    private final TorchGrid grid;

    TorchWarp(KernelShape shape, Pass pass, Reading reading, WarpData data, MemoryLayout layout) {
        super(pass, layout.copyOf(data.images), data.theta.detach().clone(), layout.copyOf(data.outputGradient));
        this.reading = reading;
        this.grid = TorchGrid.of(shape);
    }

    @Override
    Tensor warp(Tensor images, Tensor theta) {
        return grid_sampler(images, grid.of(theta), reading.libtorchInterpolation(), reading.libtorchPadding(), false);
    }

    @Override
    public void close() {
        super.close();
        grid.close();
    }
}
