package org.stn4j.nn.torch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Node;
import org.bytedeco.pytorch.PointerConsumer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Ties a Java object to a node of libtorch's graph: it is kept while the node lives, and told when the node's saved
 * values are freed.
 *
 * <p>libtorch knows Java objects only by weak references, and tells nobody when a node dies. But a tensor over foreign
 * memory has a deleter, which may be Java code. So two empty tensors of that kind are multiplied: the one, a leaf of the
 * graph, is deleted when the last node that leads to it dies; the other, saved by the multiplication, when a backward
 * pass without {@code retain_graph} has been through, or with its node.
 */
final class GraphLifetime {

    /** What a node's Java side gives up when nobody can ask it for gradients any more. */
    interface Saved {
        /** Called once, by any thread. */
        void released();
    }

    private static final Map<Long, Saved> HELD = new ConcurrentHashMap<>();
    private static final AtomicLong NEXT = new AtomicLong(1);
    private static final long[] NO_VALUES = {0};

    // Few function pointers can exist at a time; these two serve all nodes, and are held for good.
    private static final PointerConsumer NODE_DIED = new PointerConsumer() {
        @Override
        public void call(Pointer key) {
            HELD.remove(key.address());
        }
    };
    private static final PointerConsumer VALUES_FREED = new PointerConsumer() {
        @Override
        public void call(Pointer key) {
            release(HELD.get(key.address()));
        }
    };

    static {
        // This class may be initialised within somebody's scope, which would free them at its end.
        NODE_DIED.retainReference();
        VALUES_FREED.retainReference();
    }

    private GraphLifetime() {}

    /** Number of objects that libtorch's graphs hold. */
    static int held() {
        return HELD.size();
    }

    /**
     * Makes the successor that a node needs so that the object shares its life; its gradient has no values.
     *
     * <p>Temporaries belong to the innermost scope, which the caller opens.
     */
    static Node tie(Saved object) {
        long key = NEXT.getAndIncrement();
        HELD.put(key, object);
        Tensor leaf = torch.from_blob(new Key(key), NO_VALUES, NODE_DIED);
        Tensor saved = torch.from_blob(new Key(key), NO_VALUES, VALUES_FREED);
        leaf.set_requires_grad(true);
        return leaf.mul(saved).grad_fn();
    }

    private static void release(Saved object) {
        try {
            if (object != null) {
                object.released();
            }
        } catch (RuntimeException | Error e) {
            // The caller is a destructor in C++; anything thrown through it ends the process.
            System.getLogger(GraphLifetime.class.getName())
                    .log(System.Logger.Level.WARNING, "the memory of a graph node was not freed", e);
        }
    }

    /** A made-up address, never read: the tensor over it is empty. */
    private static final class Key extends Pointer {
        Key(long key) {
            address = key;
        }
    }
}
