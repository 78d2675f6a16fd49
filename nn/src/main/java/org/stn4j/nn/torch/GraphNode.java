package org.stn4j.nn.torch;

import org.bytedeco.javacpp.Pointer;
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

/**
 * A backward pass written in Java, as a node of libtorch's graph.
 *
 * <p>libtorch's custom functions are C++ templates, out of Java's reach. So the node is borrowed: the {@code
 * CatBackward0} of a concatenation of flat tensors without memory (device {@code meta}), one for each gradient that is
 * wanted. It stores their sizes only and, going back, hands out slices of one flat gradient without a copy. A hook
 * before it turns the output's gradient into that flat one. Its successors are the views that flatten the real inputs.
 * (A hook after it would come too late: shapes are checked before.)
 *
 * <p>What Java throws on the way arrives at the caller of {@code backward} as a {@code RuntimeException} that names it.
 */
abstract class GraphNode extends FunctionPreHook implements GraphLifetime.Saved {
    private final String name;
    private final Tensor[] saved;
    private final long[] versions;
    private final TensorVector result = new TensorVector(1);
    private boolean freed;
    // No initial value: it is set while the constructor of Pointer runs, before those of this class are.
    private boolean registered;

    /**
     * Within a scope, which owns the temporaries.
     *
     * @param name what the node does, for messages, such as "a warp"
     * @param saved what the backward pass needs; kept until it has been through
     */
    GraphNode(String name, Tensor... saved) {
        this.name = name;
        this.saved = new Tensor[saved.length];
        this.versions = new long[saved.length];
        for (int i = 0; i < saved.length; i++) {
            // Aliases outside the graph, so that the graph does not hold itself; they share the count of changes.
            this.saved[i] = saved[i].detach();
            this.saved[i].retainReference();
            versions[i] = saved[i]._version();
        }
        result.retainReference();
    }

    /**
     * When libtorch has taken over the hook, JavaCPP registers what is left of the handle a second time, and does not
     * strike off the first: one entry for each node would stay in its list until the garbage is collected.
     */
    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // As Pointer declares it.
    protected <P extends Pointer> P deallocator(Deallocator deallocator) {
        if (registered) {
            deallocator.deallocate();
            return (P) this;
        }
        registered = true;
        return super.deallocator(deallocator);
    }

    /** What was given to the constructor, outside the graph. */
    final Tensor saved(int index) {
        return saved[index];
    }

    /**
     * The gradients of the inputs that were given to {@link #attach}, one after another in one flat tensor.
     *
     * <p>Runs in a scope of its own, without recording a graph.
     *
     * @param outputGradient of the output's shape, in any memory layout
     */
    abstract Tensor backward(Tensor outputGradient);

    /**
     * Gives an output its place in the graph. Temporaries belong to the innermost scope, which the caller opens.
     *
     * @param output computed without a graph
     * @param inputs contiguous tensors that want gradients, at least one
     */
    final void attach(Tensor output, Tensor... inputs) {
        torch.create_gradient_edge(output, node(inputs));
    }

    private Node node(Tensor... inputs) {
        TensorVector sizes = new TensorVector();
        EdgeVector successors = new EdgeVector();
        TensorOptions meta = new TensorOptions(new Device("meta"));
        for (Tensor input : inputs) {
            append(sizes, successors, meta, input.numel(), input.view(-1).grad_fn());
        }
        append(sizes, successors, meta, 0, GraphLifetime.tie(this));
        Node node = torch.cat(sizes).grad_fn();
        node.set_next_edges(successors);
        node.clear_input_metadata();
        node.add_pre_hook(this);
        return node;
    }

    /**
     * Two tensors of the same values as one, whose gradient goes back both ways: a borrowed {@code AddBackward0},
     * without the sum. Temporaries belong to the innermost scope.
     */
    static Tensor joined(Tensor first, Tensor second) {
        TensorOptions meta = new TensorOptions(new Device("meta"));
        Tensor like = torch.empty(Memory.sizes(first), meta, null).set_requires_grad(true);
        Node node = like.add(like).grad_fn();
        node.set_next_edges(
                new EdgeVector(new Edge(first.grad_fn(), (int) first.output_nr()), new Edge(second.grad_fn(), (int)
                        second.output_nr())));
        node.clear_input_metadata();
        Tensor joined = first.detach();
        torch.create_gradient_edge(joined, node);
        return joined;
    }

    private static void append(TensorVector sizes, EdgeVector successors, TensorOptions meta, long size, Node node) {
        sizes.push_back(torch.empty(new long[] {size}, meta, null).set_requires_grad(true));
        successors.push_back(new Edge(node, 0));
    }

    /** libtorch's call: the output's gradient in, the flat gradient of the inputs out. */
    @Override
    @SuppressWarnings("try") // The scope is used by being open.
    public final TensorVector apply(TensorVector gradients) {
        checkUsable();
        try (PointerScope scope = new PointerScope()) {
            Tensor outputGradient = gradients.get(0);
            return result.put(0, outputGradient.defined() ? backward(outputGradient) : new Tensor());
        }
    }

    private void checkUsable() {
        synchronized (this) {
            if (freed) {
                throw new IllegalStateException("backward goes through " + name + " for the second time, but what it"
                        + " needs was freed after the first; pass retain_graph = true to the first backward");
            }
        }
        if (GradMode.is_enabled()) {
            throw new UnsupportedOperationException(
                    name + " has no second derivative; call backward without" + " create_graph");
        }
        for (int i = 0; i < saved.length; i++) {
            if (saved[i]._version() != versions[i]) {
                throw new IllegalStateException("an input of " + name + " was changed in place before backward;"
                        + " change a copy (clone()) instead");
            }
        }
    }

    @Override
    public final void released() {
        synchronized (this) {
            freed = true;
        }
        for (Tensor tensor : saved) {
            tensor.releaseReference();
        }
        result.releaseReference();
    }
}
