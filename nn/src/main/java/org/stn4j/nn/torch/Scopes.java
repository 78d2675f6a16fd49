package org.stn4j.nn.torch;

import java.util.Iterator;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * Native memory by scope: what is made within is freed at the end, save the result.
 *
 * <p>Every libtorch handle made while a {@link PointerScope} is open belongs to it and is freed when it closes. libtorch
 * itself still holds what its graph needs; so closing early gives back the memory of everything else, such as values
 * before a rectifier.
 */
public final class Scopes {
    private Scopes() {}

    /**
     * Runs something in a scope of its own, and hands the result on to the scope that is open outside.
     *
     * <p>Without a scope outside, the result belongs to the caller, who closes it.
     */
    @SuppressWarnings("try") // The scope is used by being open.
    public static <P extends Pointer> P within(Supplier<P> body) {
        P result;
        try (PointerScope scope = new PointerScope()) {
            result = body.get();
            result.retainReference();
        }
        handOn(result);
        return result;
    }

    /** Frees everything that is made by the body. */
    @SuppressWarnings("try") // As above.
    public static void run(Runnable body) {
        try (PointerScope scope = new PointerScope()) {
            body.run();
        }
    }

    /** Makes something that lives until it is closed, whatever scope is open. */
    @SuppressWarnings("try") // As above.
    static <P extends Pointer> P permanent(Supplier<P> body) {
        try (PointerScope scope = new PointerScope()) {
            P result = body.get();
            result.retainReference();
            return result;
        }
    }

    private static void handOn(Pointer result) {
        Iterator<PointerScope> scopes = PointerScope.getScopeIterator();
        while (scopes.hasNext()) {
            try {
                scopes.next().attach(result);
                result.releaseReference();
                return;
            } catch (IllegalArgumentException e) {
                // A scope for some classes only; the next one may take it, as Pointer does.
            }
        }
    }
}
