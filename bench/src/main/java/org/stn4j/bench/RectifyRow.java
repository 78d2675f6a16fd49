package org.stn4j.bench;

import java.util.Locale;

/**
 * One kind of pictures of a {@link RectifyBenchmark}.
 *
 * @param pictures what they are
 * @param picturesPerMinute ours, from the median of the runs' times
 * @param libtorchPicturesPerMinute those of the plain loop
 * @param bytes of our files, on average
 * @param libtorchBytes of the plain loop's
 */
public record RectifyRow(
        String pictures,
        double picturesPerMinute,
        double libtorchPicturesPerMinute,
        double speedup,
        long bytes,
        long libtorchBytes) {

    /** For people. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%-16s %8.0f a minute (%d KiB each)   plain loop with libtorch %8.0f a minute (%d KiB each)   %5.2fx",
                pictures,
                picturesPerMinute,
                bytes >> 10,
                libtorchPicturesPerMinute,
                libtorchBytes >> 10,
                speedup);
    }

    String markdown() {
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f | **%.2f×** | %,d | %,d |",
                pictures,
                picturesPerMinute,
                libtorchPicturesPerMinute,
                speedup,
                bytes >> 10,
                libtorchBytes >> 10);
    }
}
