package org.stn4j.bench;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;

/**
 * A warp as a function of tensors, with libtorch's autograd to go back: the frame that libtorch's own warp and the
 * autograd bridge of ours have in common.
 */
abstract class AutogradWarp extends WarpContender {
    private final Pass pass;
    private final Tensor images;
    private final Tensor theta;
    private final Tensor outputGradient;

    /** @param images in the memory layout that is wanted, as is {@code outputGradient}; owned from now on */
    AutogradWarp(Pass pass, Tensor images, Tensor theta, Tensor outputGradient) {
        this.pass = pass;
        this.images = images;
        this.theta = theta;
        this.outputGradient = outputGradient;
        theta.set_requires_grad(pass != Pass.FORWARD);
        images.set_requires_grad(pass == Pass.THETA_AND_IMAGE);
    }

    abstract Tensor warp(Tensor images, Tensor theta);

    @Override
    public final void run() {
        try (PointerScope scope = new PointerScope();
                AutoGradMode mode = new AutoGradMode(pass != Pass.FORWARD)) {
            Tensor output = warp(images, theta);
            result(output);
            if (pass != Pass.FORWARD) {
                output.backward(outputGradient, new BoolOptional(false), false, new TensorArrayRefOptional());
                gradient(theta);
                if (pass == Pass.THETA_AND_IMAGE) {
                    gradient(images);
                }
            }
        }
    }

    private void gradient(Tensor of) {
        Tensor gradient = of.mutable_grad();
        result(gradient);
        gradient.reset();
    }

    @Override
    public void close() {
        images.close();
        theta.close();
        outputGradient.close();
    }
}
