package org.stn4j.nn.torch;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Shape;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Padding;
import org.stn4j.warp.volume.VolumeGeometry;
import org.stn4j.warp.volume.VolumeSize;
import org.stn4j.warp.volume.VolumeWarp;

/**
 * Samples volumes, {@code [N, D, H, W]}: with the kernels on the CPU, on as many threads as libtorch's operators have, and
 * with libtorch's operators elsewhere.
 */
final class VolumeSampler {
    private final VolumeGeometry geometry;
    private final Interpolation interpolation;
    private final Padding padding;
    private VolumeWarp warp;
    private int threads;

    VolumeSampler(Layer.VolumeTransformer layer, Shape input) {
        this.geometry = layer.geometry(input);
        this.interpolation = layer.interpolation();
        this.padding = layer.padding();
        this.threads = Torch.threads();
        this.warp = new VolumeWarp(geometry, interpolation, padding).withThreads(threads);
    }

    private VolumeWarp warp() {
        int now = Torch.threads();
        if (now != threads) {
            warp = warp.withThreads(now);
            threads = now;
        }
        return warp;
    }

    Tensor sample(Tensor volumes, Tensor theta) {
        return volumes.is_cpu()
                ? VolumeWarpFunction.apply(warp(), volumes.unsqueeze(1), theta).squeeze(1)
                : elsewhere(volumes.unsqueeze(1), theta.view(-1, 3, 4)).squeeze(1);
    }

    private Tensor elsewhere(Tensor volumes, Tensor theta) {
        VolumeSize size = geometry.output();
        long[] sizes = {volumes.size(0), 1, size.depth(), size.height(), size.width()};
        Tensor places = torch.affine_grid_generator(theta, sizes, geometry.alignCorners());
        return TorchWarp.sample(volumes, places, interpolation, padding, geometry.alignCorners());
    }
}
