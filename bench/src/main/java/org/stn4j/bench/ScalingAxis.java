package org.stn4j.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a warp's cost may grow with, each with the sizes at which it is measured. */
public enum ScalingAxis {
    PIXELS("pixels"),
    CHANNELS("channels"),
    BATCH("images of a batch"),
    CONTROL_POINTS("control points"),
    THREADS("threads");

    private final String label;

    ScalingAxis(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }

    /**
     * One size.
     *
     * @param value of what the axis is about
     */
    record Point(long value, KernelShape shape, int threads) {}

    /** @param largest images have at most so many rows and columns */
    List<Point> points(int threads, int largest) {
        return switch (this) {
            case PIXELS ->
                Stream.of(28, 64, 128, 256, 512, 1024, 2048, 4096)
                        .filter(size -> size <= largest)
                        .map(size -> new Point((long) size * size, KernelShape.of("affine", 1, 1, size), threads))
                        .toList();
            case CHANNELS ->
                Stream.of(1, 3, 8, 16, 32, 64, 128, 256)
                        .map(channels -> new Point(
                                channels, KernelShape.of("affine", 4, channels, Math.min(56, largest)), threads))
                        .toList();
            case BATCH ->
                Stream.of(1, 4, 16, 64, 256, 1024)
                        .map(images ->
                                new Point(images, KernelShape.of("affine", images, 1, Math.min(28, largest)), threads))
                        .toList();
            case CONTROL_POINTS ->
                Stream.of(2, 3, 4, 5, 6, 8)
                        .map(side -> new Point(
                                (long) side * side,
                                KernelShape.of("tps:" + side, 64, 1, Math.min(64, largest)),
                                threads))
                        .toList();
            case THREADS -> {
                List<Point> points = new ArrayList<>();
                for (int count = 1;
                        count <= threads;
                        count = count < threads ? Math.min(2 * count, threads) : count + 1) {
                    points.add(new Point(count, KernelShape.of("affine", 1, 3, Math.min(1024, largest)), count));
                }
                yield points;
            }
        };
    }
}
