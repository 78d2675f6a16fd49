package org.stn4j.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** The times of single calls, of one or several threads that call at once. */
final class Latencies {
    /**
     * Each turn has new threads and contenders, whose first calls take longer; calls for this share of the turn's time
     * come before those that count.
     */
    private static final double WARM_UP = 0.2;

    private final List<long[]> nanos = new ArrayList<>();
    private double perSecond;
    private int turns;

    /**
     * Calls for a while and keeps each call's time. All threads have ended when it returns or throws.
     *
     * @param worker makes what one thread calls, on that thread; it is closed there
     * @throws IllegalStateException if a call fails, once the other threads have made theirs
     */
    void turn(int threads, double seconds, Supplier<? extends Contender> worker) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch ready = new CountDownLatch(threads);
            Callable<long[]> thread = () -> calls(ready, seconds, worker);
            double sum = 0;
            for (Future<long[]> each : pool.invokeAll(Collections.nCopies(threads, thread))) {
                long[] times = each.get();
                sum += 1e9 * times.length / LongStream.of(times).sum();
                nanos.add(times);
            }
            perSecond += sum;
            turns++;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a prediction failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private static long[] calls(CountDownLatch ready, double seconds, Supplier<? extends Contender> worker)
            throws InterruptedException {
        try (Contender contender = worker.get()) {
            times(contender, WARM_UP * seconds);
            ready.countDown();
            ready.await();
            return times(contender, seconds);
        } finally {
            // Who fails before the start must not keep the others waiting for it.
            ready.countDown();
        }
    }

    /** The nanoseconds of each call; the next begins where one ends. */
    private static long[] times(Contender contender, double seconds) {
        long[] times = new long[1 << 12];
        int count = 0;
        long before = System.nanoTime();
        long end = before + (long) (1e9 * seconds);
        while (before < end) {
            contender.run();
            long after = System.nanoTime();
            if (count == times.length) {
                times = Arrays.copyOf(times, 2 * count);
            }
            times[count++] = after - before;
            before = after;
        }
        return Arrays.copyOf(times, count);
    }

    /** The time in milliseconds within which a share of all calls were answered. */
    double millis(double share) {
        long[] all = nanos.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return all[(int) Math.min(all.length - 1, Math.round(share * all.length))] / 1e6;
    }

    /** Calls of all threads together in a second, the mean of the turns. */
    double perSecond() {
        return perSecond / turns;
    }
}
