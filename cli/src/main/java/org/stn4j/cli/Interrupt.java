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

    /**
     * From now on, a signal asks to stop instead of stopping.
     *
     * @param answer the line that is then printed, and says what is still being done
     */
    void await(String answer) {
        if (hook == null) {
            hook = new Thread(() -> stop(answer), "stn4j-interrupt");
            Runtime.getRuntime().addShutdownHook(hook);
        }
    }

    private void stop(String answer) {
        asked = true;
        err.println();
        err.println(answer);
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
