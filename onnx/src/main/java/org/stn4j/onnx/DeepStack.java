package org.stn4j.onnx;

import ai.onnxruntime.OrtException;

/**
 * Runs what needs a deep stack on a thread that has one.
 *
 * <p>When ONNX Runtime starts, it looks over the machine's devices, and may need more of the stack than a thread of Java
 * has left; that ends the process without a word.
 */
final class DeepStack {
    private static final long BYTES = 16 << 20;

    private DeepStack() {}

    /** What is run. */
    @FunctionalInterface
    interface Work<T> {
        T get() throws OrtException;
    }

    private static final class Runner<T> implements Runnable {
        private final Work<T> work;
        private T result;
        private Throwable failure;

        Runner(Work<T> work) {
            this.work = work;
        }

        @Override
        public void run() {
            try {
                result = work.get();
            } catch (OrtException | RuntimeException | Error e) {
                failure = e;
            }
        }
    }

    static <T> T call(Work<T> work) throws OrtException {
        Runner<T> runner = new Runner<>(work);
        Thread thread = new Thread(null, runner, "stn4j-onnx", BYTES);
        thread.start();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                // It does not take long; whoever asked to stop is heard afterwards.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (runner.failure instanceof OrtException failure) {
            throw failure;
        }
        if (runner.failure instanceof RuntimeException failure) {
            throw failure;
        }
        if (runner.failure instanceof Error failure) {
            throw failure;
        }
        return runner.result;
    }
}
