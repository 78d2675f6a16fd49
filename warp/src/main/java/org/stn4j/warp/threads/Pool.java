package org.stn4j.warp.threads;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;

/** Scratch memory that is kept from call to call; the piece used last, which may still be in a cache, is given first. */
public final class Pool<S> {
    private final ConcurrentLinkedDeque<S> idle = new ConcurrentLinkedDeque<>();
    private final Supplier<S> maker;

    /** @param maker makes another piece where all are in use */
    public Pool(Supplier<S> maker) {
        this.maker = maker;
    }

    public S take() {
        S piece = idle.pollFirst();
        return piece == null ? maker.get() : piece;
    }

    public void giveBack(S piece) {
        idle.addFirst(piece);
    }
}
