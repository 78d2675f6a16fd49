package org.stn4j.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/**
 * The wish to stop, from Ctrl-C or a termination signal; true from then on.
 *
 * <p>Without {@link #await}, a signal ends the process at once. After it, the JVM's shutdown waits until this is closed,
 * so that the run can be ended in order; the exit code is then still the signal's.
 */
final class Interrupt implements BooleanSupplier, AutoCloseable {
    private final PrintWriter err;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean asked;
    private Thread hook;

    Interrupt(PrintWriter err) {
        this.err = err;
    }

    /** From now on, a signal asks to stop instead of stopping. */
    void await() {
        if (hook == null) {
            hook = new Thread(this::stop, "stn4j-interrupt");
            Runtime.getRuntime().addShutdownHook(hook);
        }
    }

    private void stop() {
        asked = true;
        err.println();
        err.println("stopping; what was learned so far is being measured and written ...");
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean getAsBoolean() {
        return asked;
    }

    @Override
    public void close() {
        if (hook != null && !asked) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The signal came this moment; there is nothing left to wait for.
            }
        }
        closed.countDown();
    }
}
