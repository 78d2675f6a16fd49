package org.stn4j.bench;

import static org.bytedeco.pytorch.global.torch.grid_sampler;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;

/** The same warp as one writes it with libtorch: a grid of all places, {@code grid_sampler}, autograd. */
final class TorchWarp implements Contender {
    private static final long BILINEAR = 0;
    private static final long ZEROS = 0;

    private final Pass pass;
    private final WarpData data;
    private final Tensor images;
    private final Tensor theta;
    private final TorchGrid grid;

    TorchWarp(KernelShape shape, Pass pass, WarpData data) {
        this.pass = pass;
        this.data = data;
        this.grid = TorchGrid.of(shape);
        boolean backward = pass != Pass.FORWARD;
        this.theta = data.theta.detach().clone();
        theta.set_requires_grad(backward);
        this.images = data.images.detach();
        images.set_requires_grad(pass == Pass.THETA_AND_IMAGE);
    }

    @Override
    public void run() {
        try (PointerScope scope = new PointerScope();
                AutoGradMode mode = new AutoGradMode(pass != Pass.FORWARD)) {
            Tensor output = grid_sampler(images, grid.of(theta), BILINEAR, ZEROS, false);
            if (pass != Pass.FORWARD) {
                output.backward(data.outputGradient, new BoolOptional(false), false, new TensorArrayRefOptional());
                theta.mutable_grad().reset();
                if (pass == Pass.THETA_AND_IMAGE) {
                    images.mutable_grad().reset();
                }
            }
        }
    }

    @Override
    public void close() {
        theta.close();
        images.close();
        grid.close();
    }
}
