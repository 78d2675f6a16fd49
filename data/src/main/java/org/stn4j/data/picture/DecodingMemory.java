package org.stn4j.data.picture;

import java.util.concurrent.Semaphore;

/**
 * Half of Java's memory, lent to the pictures that are being decoded or worked on: threads wait for each other rather than
 * run out of it together. Whoever holds a loan asks for no second one.
 */
public final class DecodingMemory {
    private static final long UNIT_BYTES = 1 << 16;
    private static final int UNITS =
            (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 2 / UNIT_BYTES);
    private static final Semaphore FREE = new Semaphore(UNITS, true);

    private DecodingMemory() {}

    /** Whether so much could ever be lent. */
    public static boolean suffices(long bytes) {
        return units(bytes) <= UNITS;
    }

    /** A loan; it ends when it is closed. */
    public static Loan lend(long bytes) {
        int units = (int) Math.min(UNITS, units(bytes));
        FREE.acquireUninterruptibly(units);
        return () -> FREE.release(units);
    }

    private static long units(long bytes) {
        return bytes / UNIT_BYTES + 1;
    }

    /** Memory that is given back by closing. */
    public interface Loan extends AutoCloseable {
        @Override
        void close();
    }
}
