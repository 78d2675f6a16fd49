package org.stn4j.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** The times of single calls, of one or several threads that call at once. */
final class Latencies {
    private final List<long[]> nanos = new ArrayList<>();
    private double perSecond;
    private int turns;

    /**
     * Calls for a while and keeps each call's time.
     *
     * @param worker makes what one thread calls, on that thread; it is closed there
     */
    void turn(int threads, double seconds, Supplier<? extends Contender> worker) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch ready = new CountDownLatch(threads);
            List<Future<long[]>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(() -> calls(ready, seconds, worker)));
            }
            int calls = 0;
            for (Future<long[]> each : running) {
                long[] times = each.get();
                calls += times.length;
                nanos.add(times);
            }
            perSecond += calls / seconds;
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
        long[] times = new long[1 << 12];
        int count = 0;
        try (Contender contender = worker.get()) {
            contender.run();
            ready.countDown();
            ready.await();
            long start = System.nanoTime();
            long end = start + (long) (1e9 * seconds);
            for (long before = start; before < end; ) {
                contender.run();
                long after = System.nanoTime();
                if (count == times.length) {
                    times = Arrays.copyOf(times, 2 * count);
                }
                times[count++] = after - before;
                before = after;
            }
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
