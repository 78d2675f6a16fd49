package org.stn4j.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.stn4j.nn.torch.Torch;

/** How the cost of a warp grows, one thing growing at a time. */
public final class ScalingBenchmark {
    private final int threads;
    private final int largest;
    private final SideBySide comparison;

    /** @param largest images have at most so many rows and columns */
    public ScalingBenchmark(int threads, int rounds, double secondsPerTurn, int largest) {
        this.threads = threads;
        this.largest = largest;
        this.comparison = new SideBySide(rounds, secondsPerTurn);
    }

    /**
     * Measures along all axes.
     *
     * @param progress is told each row as it comes
     */
    public ScalingResults run(Consumer<ScalingRow> progress) {
        List<ScalingRow> rows = new ArrayList<>();
        for (ScalingAxis axis : ScalingAxis.values()) {
            for (ScalingAxis.Point point : axis.points(threads, largest)) {
                ScalingRow row = measure(axis, point);
                rows.add(row);
                progress.accept(row);
            }
        }
        return new ScalingResults(Conditions.current(threads), rows);
    }

    private ScalingRow measure(ScalingAxis axis, ScalingAxis.Point point) {
        Torch.setThreads(point.threads());
        KernelShape shape = point.shape();
        try (WarpData data = new WarpData(shape)) {
            double[] forward = nanoseconds(shape, Pass.FORWARD, data, point.threads());
            double[] training = nanoseconds(shape, Pass.THETA_AND_IMAGE, data, point.threads());
            return new ScalingRow(
                    axis,
                    point.value(),
                    shape.toString(),
                    point.threads(),
                    forward[0],
                    training[0],
                    forward[1],
                    training[1]);
        }
    }

    /** Ours and libtorch's, for each value of the output. */
    private double[] nanoseconds(KernelShape shape, Pass pass, WarpData data, int threads) {
        try (OurWarp ours = new OurWarp(shape, pass, Reading.USUAL, data, MemoryLayout.PLAIN, threads);
                TorchWarp theirs = new TorchWarp(shape, pass, Reading.USUAL, data, MemoryLayout.PLAIN)) {
            return comparison.measure(List.of(ours, theirs)).stream()
                    .mapToDouble(timing -> 1e9 * timing.median() / shape.samples())
                    .toArray();
        }
    }
}
