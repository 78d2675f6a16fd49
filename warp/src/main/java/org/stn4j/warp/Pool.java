package org.stn4j.warp;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;

/** Scratch memory that is kept from call to call; the piece used last, which may still be in a cache, is given first. */
final class Pool<S> {
    private final ConcurrentLinkedDeque<S> idle = new ConcurrentLinkedDeque<>();
    private final Supplier<S> maker;

    /** @param maker makes another piece where all are in use */
    Pool(Supplier<S> maker) {
        this.maker = maker;
    }

    S take() {
        S piece = idle.pollFirst();
        return piece == null ? maker.get() : piece;
    }

    void giveBack(S piece) {
        idle.addFirst(piece);
    }
}
