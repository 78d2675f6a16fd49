package org.stn4j.nn.torch;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.stn4j.warp.WarpBatch;
import org.stn4j.warp.WarpGradients;
import org.stn4j.warp.volume.VolumeGeometry;
import org.stn4j.warp.volume.VolumeSize;
import org.stn4j.warp.volume.VolumeWarp;

/**
 * A {@link VolumeWarp} as a differentiable function of libtorch tensors on the CPU: {@code (volume [N, C, D, H, W], θ
 * [N, 12]) → [N, C, D', H', W']}.
 *
 * <p>As {@link WarpFunction}: in libtorch's memory, only the gradients that somebody asks for, of first order, float32.
 * Safe for use by many threads at once.
 */
public final class VolumeWarpFunction {
    static {
        Torch.load();
    }

    private VolumeWarpFunction() {}

    /**
     * Warps a batch, and notes in libtorch's graph how to go back.
     *
     * @param volume {@code [N, C, D, H, W]}, D, H and W as in the warp's geometry
     * @param theta {@code [N, 12]}
     * @return a new tensor {@code [N, C, D', H', W']} that the caller's scope owns
     * @throws IllegalArgumentException if a tensor has another shape, type or device; one line
     */
    @SuppressWarnings("try") // The scope is used by being open.
    public static Tensor apply(VolumeWarp warp, Tensor volume, Tensor theta) {
        check(warp, volume, theta);
        boolean volumeGradient = GradMode.is_enabled() && volume.requires_grad();
        boolean thetaGradient = GradMode.is_enabled() && theta.requires_grad();
        VolumeSize size = warp.geometry().output();
        Tensor output = torch.empty(volume.size(0), volume.size(1), size.depth(), size.height(), size.width());
        try (PointerScope scope = new PointerScope()) {
            Tensor input = volume.contiguous();
            Tensor plainTheta = theta.contiguous();
            if (output.numel() > 0) {
                warp.forward(batch(input, plainTheta), Memory.floats(output));
            }
            if (volumeGradient || thetaGradient) {
                BackwardNode node = new BackwardNode(warp, input, volumeGradient, plainTheta, thetaGradient);
                if (volumeGradient && thetaGradient) {
                    node.attach(output, input, plainTheta);
                } else {
                    node.attach(output, volumeGradient ? input : plainTheta);
                }
            }
        }
        return output;
    }

    private static WarpBatch batch(Tensor volume, Tensor theta) {
        return new WarpBatch((int) volume.size(0), (int) volume.size(1), Memory.floats(volume), Memory.floats(theta));
    }

    private static void check(VolumeWarp warp, Tensor volume, Tensor theta) {
        WarpFunction.checkKind("volume", volume);
        WarpFunction.checkKind("theta", theta);
        VolumeSize size = warp.geometry().input();
        long[] axes = Memory.sizes(volume);
        if (axes.length != 5
                || !Arrays.equals(axes, 2, 5, new long[] {size.depth(), size.height(), size.width()}, 0, 3)) {
            throw new IllegalArgumentException("the volume of this warp is [N, C, " + size.depth() + ", "
                    + size.height() + ", " + size.width() + "], not " + Memory.shape(volume));
        }
        if (theta.dim() != 2 || theta.size(0) != axes[0] || theta.size(1) != VolumeGeometry.PARAMETERS) {
            throw new IllegalArgumentException("theta of a volume's warp is [" + axes[0] + ", "
                    + VolumeGeometry.PARAMETERS + "] for " + axes[0] + " volumes, not " + Memory.shape(theta));
        }
    }

    /** The backward pass. */
    private static final class BackwardNode extends GraphNode {
        private final VolumeWarp warp;
        private final int volumeGradients;
        private final int thetaGradients;

        BackwardNode(VolumeWarp warp, Tensor volume, boolean volumeGradient, Tensor theta, boolean thetaGradient) {
            super("a warp of volumes", volume, theta);
            this.warp = warp;
            this.volumeGradients = volumeGradient ? (int) volume.numel() : 0;
            this.thetaGradients = thetaGradient ? (int) theta.numel() : 0;
        }

        @Override
        Tensor backward(Tensor outputGradient) {
            Tensor flat = torch.empty(volumeGradients + (long) thetaGradients);
            if (flat.numel() > 0) {
                FloatBuffer buffer = Memory.floats(flat);
                warp.backward(
                        batch(saved(0), saved(1)),
                        Memory.floats(outputGradient.contiguous()),
                        new WarpGradients(
                                volumeGradients == 0 ? null : buffer.slice(0, volumeGradients),
                                thetaGradients == 0 ? null : buffer.slice(volumeGradients, thetaGradients)));
            }
            return flat;
        }
    }
}
