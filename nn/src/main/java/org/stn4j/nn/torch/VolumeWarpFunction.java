package org.stn4j.nn.torch;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.stn4j.warp.ChannelOrder;
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
    public static Tensor apply(VolumeWarp warp, Tensor volume, Tensor theta) {
        check(warp, volume, theta);
        VolumeSize size = warp.geometry().output();
        Tensor output = torch.empty(volume.size(0), volume.size(1), size.depth(), size.height(), size.width());
        new WarpNode.Pass("a warp of volumes", ChannelOrder.FIRST, warp::forward, warp::backward)
                .run(volume, theta, output);
        return output;
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
}
