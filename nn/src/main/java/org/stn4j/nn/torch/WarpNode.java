package org.stn4j.nn.torch;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Edge;
import org.bytedeco.pytorch.EdgeVector;
import org.bytedeco.pytorch.FunctionPreHook;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Node;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.stn4j.warp.Warp;
import org.stn4j.warp.WarpGradients;

/**
 * The backward pass of a {@link WarpFunction} as a node of libtorch's graph.
 *
 * <p>libtorch's custom functions are C++ templates, out of Java's reach. So the node is borrowed: the {@code
 * CatBackward0} of a concatenation of flat tensors without memory (device {@code meta}), one for each gradient that is
 * wanted. It stores their sizes only and, going back, hands out slices of one flat gradient without a copy. A hook
 * before it turns the output's gradient into that flat one with the Java kernel. Its successors are the views that
 * flatten the real inputs. (A hook after it would come too late: shapes are checked before.)
 */
final class WarpNode extends FunctionPreHook implements GraphLifetime.Saved {
    private final Warp warp;
    private final Tensor image;
    private final Tensor theta;
    private final long imageVersion;
    private final long thetaVersion;
    private final int imageGradients;
    private final int thetaGradients;
    private final TensorVector result = new TensorVector(1);
    private boolean freed;

    private WarpNode(Warp warp, Tensor image, int imageGradients, Tensor theta, int thetaGradients) {
        this.warp = warp;
        // Aliases outside the graph, so that the graph does not hold itself; they share the count of in-place changes.
        this.image = image.detach();
        this.theta = theta.detach();
        this.imageVersion = image._version();
        this.thetaVersion = theta._version();
        this.imageGradients = imageGradients;
        this.thetaGradients = thetaGradients;
        // Beyond the end of the scope in which they were made; given back in free().
        this.image.retainReference();
        this.theta.retainReference();
        result.retainReference();
    }

    /**
     * Gives the output its place in the graph. Temporaries belong to the innermost scope, which the caller opens.
     *
     * @param image contiguous
     * @param theta contiguous
     */
    static void attach(
            Tensor output, Warp warp, Tensor image, boolean imageGradient, Tensor theta, boolean thetaGradient) {
        int imageGradients = imageGradient ? (int) image.numel() : 0;
        int thetaGradients = thetaGradient ? (int) theta.numel() : 0;
        WarpNode hook = new WarpNode(warp, image, imageGradients, theta, thetaGradients);
        TensorVector sizes = new TensorVector();
        EdgeVector successors = new EdgeVector();
        TensorOptions meta = new TensorOptions(new Device("meta"));
        if (imageGradient) {
            append(sizes, successors, meta, imageGradients, flatten(image));
        }
        if (thetaGradient) {
            append(sizes, successors, meta, thetaGradients, flatten(theta));
        }
        append(sizes, successors, meta, 0, GraphLifetime.tie(hook));
        Node node = torch.cat(sizes).grad_fn();
        node.set_next_edges(successors);
        node.clear_input_metadata();
        node.add_pre_hook(hook);
        torch.create_gradient_edge(output, node);
    }

    private static Node flatten(Tensor input) {
        return input.view(-1).grad_fn();
    }

    private static void append(TensorVector sizes, EdgeVector successors, TensorOptions meta, long size, Node node) {
        sizes.push_back(torch.empty(new long[] {size}, meta, null).set_requires_grad(true));
        successors.push_back(new Edge(node, 0));
    }

    /** libtorch hands over the output's gradient, and gets the inputs' gradients, one after another, flat. */
    @SuppressWarnings("try") // The scope is used by being open.
    @Override
    public TensorVector apply(TensorVector gradients) {
        checkUsable();
        try (PointerScope scope = new PointerScope()) {
            Tensor outputGradient = gradients.get(0);
            if (!outputGradient.defined()) {
                return result.put(0, new Tensor());
            }
            Tensor flat = torch.empty(imageGradients + (long) thetaGradients);
            FloatBuffer buffer = Memory.floats(flat);
            warp.backward(
                    WarpFunction.batch(image, theta),
                    Memory.floats(outputGradient.contiguous()),
                    new WarpGradients(
                            imageGradients == 0 ? null : buffer.slice(0, imageGradients),
                            thetaGradients == 0 ? null : buffer.slice(imageGradients, thetaGradients)));
            return result.put(0, flat);
        }
    }

    private void checkUsable() {
        synchronized (this) {
            if (freed) {
                throw new IllegalStateException("backward goes through a warp for the second time, but its images"
                        + " were freed after the first; pass retain_graph = true to the first backward");
            }
        }
        if (GradMode.is_enabled()) {
            throw new UnsupportedOperationException(
                    "a warp has no second derivative;" + " call backward without create_graph, or use TorchWarp");
        }
        if (image._version() != imageVersion || theta._version() != thetaVersion) {
            throw new IllegalStateException("the image or theta of a warp was changed in place before backward;"
                    + " change a copy (clone()) instead");
        }
    }

    @Override
    public void free() {
        synchronized (this) {
            freed = true;
        }
        image.releaseReference();
        theta.releaseReference();
        result.releaseReference();
    }
}
