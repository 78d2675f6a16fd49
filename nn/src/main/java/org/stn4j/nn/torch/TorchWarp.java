package org.stn4j.nn.torch;

import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Padding;
import org.stn4j.warp.Transform;

/**
 * A warp made of libtorch's own operators, for any device: a sampling grid {@code [N, H', W', 2]} and {@code
 * grid_sampler}.
 *
 * <p>The same function as {@link WarpFunction} to rounding, with derivatives of any order. It builds the whole grid in
 * memory; on a CPU the kernels of {@link org.stn4j.warp.Warp} are faster, and keep the identity exact. Where a place is
 * undefined it reads the padding value with constant padding only.
 *
 * <p>Knows the families that come with this library, not those that users add.
 */
public final class TorchWarp implements AutoCloseable {
    static {
        Torch.load();
    }

    private final Transform transform;
    private final Geometry geometry;
    private final SamplingGrid grid;
    private final Interpolation interpolation;
    private final Padding padding;

    /**
     * @param device where images and parameters will be
     * @throws IllegalArgumentException if libtorch's operators cannot express the transform
     */
    public TorchWarp(
            Transform transform, Geometry geometry, Interpolation interpolation, Padding padding, Device device) {
        this.transform = transform;
        this.geometry = geometry;
        this.grid = SamplingGrid.of(transform, geometry, device);
        this.interpolation = interpolation;
        this.padding = padding;
    }

    /**
     * Warps a batch.
     *
     * @param image {@code [N, C, H, W]}, H and W as in the geometry
     * @param theta {@code [N, P]}
     * @return {@code [N, C, H', W']}
     * @throws IllegalArgumentException if a tensor has another shape; one line
     */
    public Tensor apply(Tensor image, Tensor theta) {
        WarpFunction.checkShapes(transform, geometry, image, theta);
        return Scopes.within(() -> sample(image, grid.of(theta), interpolation, padding, geometry.alignCorners()));
    }

    /**
     * Samples images or volumes, {@code [N, C, …]}, at the places of a grid. Temporaries belong to the innermost scope.
     */
    static Tensor sample(
            Tensor images, Tensor places, Interpolation interpolation, Padding padding, boolean alignCorners) {
        int mode = switch (interpolation) {
            case BILINEAR -> 0;
            case NEAREST -> 1;
            case BICUBIC -> 2;
        };
        int outside = switch (padding.mode()) {
            case CONSTANT -> 0;
            case BORDER -> 1;
            case REFLECTION -> 2;
        };
        if (padding.mode() != Padding.Mode.CONSTANT || padding.value() == 0) {
            return torch.grid_sampler(images, places, mode, outside, alignCorners);
        }
        // libtorch has zeros outside only; so the value is moved to zero and back.
        Scalar value = new Scalar(padding.value());
        return torch.grid_sampler(images.sub(value), places, mode, outside, alignCorners)
                .add(value);
    }

    /** Frees the constants. */
    @Override
    public void close() {
        grid.close();
    }
}
