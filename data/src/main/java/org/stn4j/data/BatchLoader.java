package org.stn4j.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Prepares distorted batches in the background while the last one is being learnt from.
 *
 * <p>{@link #startAt} chooses an epoch, {@link #hasNext} and {@link #next} go through it. What a batch holds depends on
 * the plan's seed, the epoch and the number of the batch, never on the threads. Buffers are used again and again. In
 * shuffled order the workers go on into the next epoch by themselves.
 *
 * <p>One thread consumes. An exception of a worker is thrown by the {@link #next} that would have returned its batch.
 */
public final class BatchLoader implements Iterator<Batch>, AutoCloseable {
    private static final int READY_AHEAD = 2;

    private final Dataset data;
    private final Distortion distortion;
    private final LoaderPlan plan;
    private final ImageShape shape;
    private final int batches;
    private final Slot[] slots;
    private final Thread[] workers;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // Guarded by the lock. Batches are numbered through all epochs: epoch × batches + batch.
    private long claimed;
    private long released;
    private long consumed;
    private long limit;
    private int working;
    private boolean closed;

    /** Starts the workers; the first epoch is 0. */
    public BatchLoader(Dataset data, Distortion distortion, LoaderPlan plan) {
        this.data = data;
        this.distortion = distortion;
        this.plan = plan;
        this.shape = distortion.output(data.shape());
        this.batches = batches(data.size(), plan);
        int capacity = Math.min(plan.batchSize(), data.size());
        checkMemory(capacity);
        this.slots = new Slot[plan.threads() + READY_AHEAD];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new Slot(capacity);
        }
        this.workers = new Thread[plan.threads()];
        startAt(0, 0);
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Thread(this::work, "stn4j-loader-" + i);
            workers[i].setDaemon(true);
            workers[i].start();
        }
    }

    private static int batches(int size, LoaderPlan plan) {
        return switch (plan.order()) {
            // A set smaller than one batch is one batch, so that an epoch is never empty.
            case SHUFFLED -> Math.max(1, size / plan.batchSize());
            case SEQUENTIAL -> (size - 1) / plan.batchSize() + 1;
        };
    }

    private void checkMemory(int capacity) {
        if ((long) capacity * shape.values() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "a batch of " + capacity + " pictures of " + shape + " is too large; take a smaller batch");
        }
    }

    /** What the batches are made from. */
    public Dataset data() {
        return data;
    }

    /** Shape of the pictures in the batches. */
    public ImageShape shape() {
        return shape;
    }

    /** Number of batches of one epoch. */
    public int batches() {
        return batches;
    }

    /**
     * Goes to a batch of an epoch, such as the one where an interrupted training stopped. Costs nothing where that is
     * the next one anyway.
     *
     * @param batch {@code 0 … batches()}; the last value is the epoch's end
     */
    public void startAt(long epoch, int batch) {
        if (epoch < 0 || batch < 0 || batch > batches) {
            throw new IllegalArgumentException(
                    "batch " + batch + " of epoch " + epoch + " does not exist: an epoch has " + batches);
        }
        lock.lock();
        try {
            checkOpen();
            long target = epoch * batches + batch;
            limit = (epoch + 1) * batches;
            if (target != consumed || claimed < consumed) {
                // No worker may write into a slot that is being dealt out anew.
                claimed = Long.MAX_VALUE;
                while (working > 0) {
                    changed.awaitUninterruptibly();
                }
                claimed = target;
                consumed = target;
                for (Slot slot : slots) {
                    slot.holds = -1;
                    slot.failure = null;
                }
            }
            released = consumed;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the epoch has another batch. */
    @Override
    public boolean hasNext() {
        lock.lock();
        try {
            return consumed < limit;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The epoch's next batch; the one before becomes invalid.
     *
     * @throws NoSuchElementException at the end of the epoch
     * @throws CancellationException where the calling thread is interrupted while it waits
     */
    @Override
    public Batch next() {
        lock.lock();
        try {
            checkOpen();
            if (consumed >= limit) {
                throw new NoSuchElementException("the epoch has no more batches; start the next one");
            }
            released = consumed;
            changed.signalAll();
            Slot slot = slots[(int) (consumed % slots.length)];
            while (slot.holds != consumed) {
                changed.await();
                checkOpen();
            }
            if (slot.failure instanceof RuntimeException exception) {
                throw exception;
            }
            if (slot.failure instanceof Error error) {
                throw error;
            }
            consumed++;
            return slot.batch();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException)
                    new CancellationException("interrupted while waiting for a batch").initCause(e);
        } finally {
            lock.unlock();
        }
    }

    /** Stops the workers and waits for them. A second call does nothing. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        for (Thread worker : workers) {
            while (worker.isAlive()) {
                try {
                    worker.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the loader is closed");
        }
    }

    private void work() {
        SeededRandom random = new SeededRandom(0);
        while (true) {
            long number = claim();
            if (number < 0) {
                return;
            }
            Slot slot = slots[(int) (number % slots.length)];
            Throwable failure = null;
            try {
                fill(slot, number, random);
            } catch (RuntimeException | Error e) {
                failure = e;
            }
            lock.lock();
            try {
                slot.failure = failure;
                slot.holds = number;
                working--;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** The next batch that has a free slot, or -1 when closed. */
    private long claim() {
        lock.lock();
        try {
            while (!closed && !claimable()) {
                changed.awaitUninterruptibly();
            }
            if (closed) {
                return -1;
            }
            working++;
            return claimed++;
        } finally {
            lock.unlock();
        }
    }

    private boolean claimable() {
        boolean wanted = claimed < limit || plan.order() == LoaderPlan.Order.SHUFFLED;
        return wanted && claimed != Long.MAX_VALUE && claimed - released < slots.length;
    }

    private void fill(Slot slot, long number, SeededRandom random) {
        boolean shuffled = plan.order() == LoaderPlan.Order.SHUFFLED;
        long epoch = shuffled ? number / batches : 0;
        int first = (int) (number % batches) * plan.batchSize();
        Permutation order = shuffled ? new Permutation(data.size(), plan.seed(), epoch) : null;
        double strength = shuffled ? plan.strength(epoch + (double) first / data.size()) : 1;
        Distortion now = strength < 1 ? distortion.atStrength(strength) : distortion;
        slot.size = Math.min(plan.batchSize(), data.size() - first);
        for (int i = 0; i < slot.size; i++) {
            int index = shuffled ? order.at(first + i) : first + i;
            random.key(plan.seed(), epoch, index);
            now.apply(data, index, random, slot.images, i * shape.values());
            slot.labels[i] = data.label(index);
        }
    }

    /** One batch's memory. Between claim and release only one worker touches it. */
    private final class Slot {
        final float[] images;
        final int[] labels;
        int size;
        long holds = -1;
        Throwable failure;

        Slot(int capacity) {
            images = new float[capacity * shape.values()];
            labels = new int[capacity];
        }

        Batch batch() {
            return new Batch(images, labels, size);
        }
    }
}
