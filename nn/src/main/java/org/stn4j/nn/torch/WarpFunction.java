package org.stn4j.nn.torch;

import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.stn4j.warp.ChannelOrder;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Transform;
import org.stn4j.warp.Warp;

/**
 * A {@link Warp} as a differentiable function of libtorch tensors on the CPU: {@code (image [N, C, H, W], θ [N, P]) →
 * [N, C, H', W']}.
 *
 * <p>The kernels read and write libtorch's memory in place. Only the gradients that somebody asks for are computed: none
 * for an image that does not require one. Gradients of first order only.
 *
 * <p>Tensors are float32. Images in libtorch's memory format {@code ChannelsLast} are read as they are, and so are the
 * output and the gradient, where the warp {@linkplain Warp#takesChannelsLast takes} that many channels so; in any other
 * layout they are copied into the plain one first. Safe for use by many threads at once.
 */
public final class WarpFunction {
    static {
        Torch.load();
    }

    private WarpFunction() {}

    /**
     * Warps a batch, and notes in libtorch's graph how to go back.
     *
     * @param image {@code [N, C, H, W]}, H and W as in the warp's geometry
     * @param theta {@code [N, P]}
     * @return a new tensor {@code [N, C, H', W']} that the caller's scope owns
     * @throws IllegalArgumentException if a tensor has another shape, type or device; one line
     */
    public static Tensor apply(Warp warp, Tensor image, Tensor theta) {
        check(warp, image, theta);
        ChannelOrder order = order(warp, image);
        Tensor output = output(warp, image, order);
        new WarpNode.Pass("a warp", order, warp::forward, warp::backward).run(image, theta, output);
        return output;
    }

    @SuppressWarnings("try") // The scope is used by being open.
    private static ChannelOrder order(Warp warp, Tensor image) {
        try (PointerScope scope = new PointerScope()) {
            boolean asItLies = !image.is_contiguous()
                    && warp.takesChannelsLast((int) image.size(1))
                    && image.permute(0, 2, 3, 1).is_contiguous();
            return asItLies ? ChannelOrder.LAST : ChannelOrder.FIRST;
        }
    }

    private static Tensor output(Warp warp, Tensor image, ChannelOrder order) {
        ImageSize size = warp.geometry().output();
        if (order == ChannelOrder.FIRST) {
            return torch.empty(image.size(0), image.size(1), size.height(), size.width());
        }
        return Scopes.within(() -> torch.empty(
                new long[] {image.size(0), image.size(1), size.height(), size.width()},
                new TensorOptions(),
                new MemoryFormatOptional(torch.MemoryFormat.ChannelsLast)));
    }

    private static void check(Warp warp, Tensor image, Tensor theta) {
        checkKind("image", image);
        checkKind("theta", theta);
        checkShapes(warp.transform(), warp.geometry(), image, theta);
    }

    /**
     * Checks that images and parameters are those of a warp, wherever they are.
     *
     * @throws IllegalArgumentException if they are not; one line
     */
    static void checkShapes(Transform transform, Geometry geometry, Tensor image, Tensor theta) {
        checkDefined("image", image);
        checkDefined("theta", theta);
        ImageSize size = geometry.input();
        int parameters = transform.parameterCount(geometry.output());
        if (image.dim() != 4 || image.size(1) < 1 || image.size(2) != size.height() || image.size(3) != size.width()) {
            throw new IllegalArgumentException("the image of this warp is [N, C, " + size.height() + ", " + size.width()
                    + "], not " + Memory.shape(image));
        }
        if (theta.dim() != 2 || theta.size(0) != image.size(0) || theta.size(1) != parameters) {
            throw new IllegalArgumentException("theta of '" + transform.name() + "' is [" + image.size(0) + ", "
                    + parameters + "] for " + image.size(0) + " images, not " + Memory.shape(theta));
        }
    }

    private static void checkDefined(String name, Tensor tensor) {
        if (!tensor.defined()) {
            throw new IllegalArgumentException("the " + name + " of a warp is an undefined tensor");
        }
    }

    static void checkKind(String name, Tensor tensor) {
        checkDefined(name, tensor);
        if (!tensor.is_cpu()) {
            throw new IllegalArgumentException(
                    "the " + name + " of a warp kernel is on the CPU; use TorchWarp on other devices");
        }
        torch.ScalarType type = tensor.scalar_type().intern();
        if (type != torch.ScalarType.Float) {
            throw new IllegalArgumentException("the " + name + " of a warp is float32, not "
                    + type.name().toLowerCase(Locale.ROOT)
                    + "; convert it with to(ScalarType.Float)");
        }
    }
}
