package org.stn4j.warp.threads;

import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Spreads numbered tasks over threads; the caller is one of them, and takes part until nothing is left.
 *
 * <p>Which thread runs a task is left to chance, so tasks must not depend on it. No caller ever waits for a helper to
 * begin: one that comes late finds the work done.
 *
 * <p>Waking a sleeping thread takes a virtual machine 50 to 100 microseconds, as long as a small warp. So a helper stays
 * awake for a moment after its last job, since a backward pass often follows a forward pass at once, and so does a
 * caller that waits for the last task of a helper.
 */
public final class Workers {
    private static final String THREADS_PROPERTY = "org.stn4j.threads";
    private static final int MOST_HELPERS = 255;
    private static final int IDLE_SECONDS = 10;
    private static final long AWAKE_NANOS = Runtime.getRuntime().availableProcessors() > 1 ? 100_000 : 0;

    /** A job once for each helper that it could use. */
    private static final LinkedTransferQueue<Job<?>> POSTED = new LinkedTransferQueue<>();

    private static final AtomicInteger HELPERS = new AtomicInteger();

    private Workers() {}

    /** One of the tasks of a job, in scratch memory that no other thread uses meanwhile. */
    public interface Task<S> {
        void run(S scratch, int task);
    }

    /** Threads used where nothing else is said: one a processor, or as many as the system property demands. */
    public static int defaultThreads() {
        return Math.max(
                1, Integer.getInteger(THREADS_PROPERTY, Runtime.getRuntime().availableProcessors()));
    }

    /**
     * So many threads, if a warp can have them.
     *
     * @throws IllegalArgumentException if they are fewer than one; one line
     */
    public static int checked(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("a warp needs at least one thread, not " + threads);
        }
        return threads;
    }

    /**
     * Runs {@code task} for 0, 1, …, tasks - 1; rethrows the first failure after all have ended.
     *
     * @param pool each thread takes its scratch memory from there once, and not for each task: passed from one thread to
     *     the other, it would have to move from cache to cache
     */
    public static <S> void run(int threads, int tasks, Pool<S> pool, Task<S> task) {
        S scratch = pool.take();
        try {
            int helpers = Math.min(threads, tasks) - 1;
            if (helpers > 0) {
                share(new Job<>(helpers + 1, tasks, pool, task), helpers, scratch);
                return;
            }
            for (int i = 0; i < tasks; i++) {
                task.run(scratch, i);
            }
        } finally {
            pool.giveBack(scratch);
        }
    }

    private static <S> void share(Job<S> job, int helpers, S scratch) {
        hire(helpers);
        for (int i = 0; i < helpers; i++) {
            POSTED.add(job);
        }
        job.takePart(scratch);
        for (int i = 0; i < helpers && POSTED.remove(job); i++) {
            // Nobody came for this one. Left there, it would keep the caller's buffers alive.
        }
        job.await();
    }

    /** Sees to it that there are so many helpers. They go when idle, and do not keep a program alive. */
    private static void hire(int helpers) {
        int wanted = Math.min(helpers, MOST_HELPERS);
        for (int there = HELPERS.get(); there < wanted; there = HELPERS.get()) {
            if (HELPERS.compareAndSet(there, there + 1)) {
                Thread thread = new Thread(Workers::help, "stn4j-warp-" + (there + 1));
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private static void help() {
        try {
            for (Job<?> job = nextJob(); job != null; job = nextJob()) {
                job.help();
            }
        } catch (InterruptedException e) {
            // Somebody wants this thread to end; another is hired when there is work.
        } finally {
            HELPERS.decrementAndGet();
        }
    }

    private static Job<?> nextJob() throws InterruptedException {
        long until = System.nanoTime() + AWAKE_NANOS;
        do {
            Job<?> job = POSTED.poll();
            if (job != null) {
                return job;
            }
            Thread.onSpinWait();
        } while (System.nanoTime() < until);
        return POSTED.poll(IDLE_SECONDS, TimeUnit.SECONDS);
    }

    private static final class Job<S> {
        /** Shares of the remaining tasks that are handed out: large at first, and single tasks at the end. */
        private static final int SHARES_PER_THREAD = 4;

        private final int shares;
        private final int tasks;
        private final Pool<S> pool;
        private final Task<S> task;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger left;
        private final Thread caller = Thread.currentThread();
        private volatile Throwable failure;

        Job(int threads, int tasks, Pool<S> pool, Task<S> task) {
            this.shares = SHARES_PER_THREAD * threads;
            this.tasks = tasks;
            this.pool = pool;
            this.task = task;
            this.left = new AtomicInteger(tasks);
        }

        void help() {
            if (next.get() < tasks) {
                S scratch = pool.take();
                takePart(scratch);
                pool.giveBack(scratch);
            }
        }

        void takePart(S scratch) {
            int done = 0;
            for (int first = claim(); first < tasks; first = claim()) {
                int end = end(first);
                for (int i = first; i < end; i++) {
                    try {
                        task.run(scratch, i);
                    } catch (Throwable t) {
                        failure = failure == null ? t : failure;
                    }
                }
                done += end - first;
            }
            if (left.addAndGet(-done) == 0 && Thread.currentThread() != caller) {
                LockSupport.unpark(caller);
            }
        }

        /** First task of a share that now belongs to this thread; it ends before {@link #end}. */
        private int claim() {
            return next.getAndUpdate(this::end);
        }

        private int end(int first) {
            return first >= tasks ? first : first + Math.max(1, (tasks - first) / shares);
        }

        void await() {
            long until = System.nanoTime() + AWAKE_NANOS;
            boolean interrupted = false;
            while (left.get() > 0) {
                if (System.nanoTime() < until) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                    // The tasks write into the caller's buffers, so leaving early is not an option.
                    interrupted |= Thread.interrupted();
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            if (failure instanceof Error e) {
                throw e;
            }
        }
    }
}
