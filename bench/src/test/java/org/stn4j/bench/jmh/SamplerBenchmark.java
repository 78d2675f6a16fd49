package org.stn4j.bench.jmh;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.kernel.Kernels;
import org.stn4j.warp.kernel.Sampler;
import org.stn4j.warp.kernel.ScalarKernels;
import org.stn4j.warp.kernel.Taps;

/** The four loops of each interpolation over one tile, on one thread: nanoseconds a sample. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(SamplerBenchmark.SAMPLES)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--add-modules=jdk.incubator.vector",
            "-XX:CompileCommand=quiet",
            "-XX:CompileCommand=dontinline,org.stn4j.warp.kernel.Scalar*::*",
            "-XX:CompileCommand=dontinline,org.stn4j.warp.simd.Vector*::*"
        })
public class SamplerBenchmark {
    private static final int SIDE = 64;
    static final int SAMPLES = SIDE * SIDE;
    private static final int STRIDE = 80;

    @Param({"NEAREST", "BILINEAR", "BICUBIC"})
    public Interpolation interpolation;

    /** The kernels in use are the SIMD ones where the JDK is new enough. */
    @Param({"scalar", "active"})
    public String kernels;

    private Sampler sampler;
    private final Taps taps = new Taps(SAMPLES);
    private final float[] xs = new float[SAMPLES];
    private final float[] ys = new float[SAMPLES];
    private final float[] window = new float[STRIDE * STRIDE];
    private final float[] gradientWindow = new float[STRIDE * STRIDE];
    private final float[] values = new float[SAMPLES];
    private final float[] dxs = new float[SAMPLES];
    private final float[] dys = new float[SAMPLES];

    /** A tile that is turned by a sixth of a right angle and a little smaller, as in training. */
    @Setup(Level.Trial)
    public void locateOnce() {
        Kernels backend = kernels.equals("scalar") ? new ScalarKernels() : Kernels.active();
        sampler = backend.sampler(interpolation);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < window.length; i++) {
            window[i] = (float) random.nextDouble();
        }
        double middle = (STRIDE - 1) / 2.0;
        double cosine = 0.8 * Math.cos(Math.PI / 12);
        double sine = 0.8 * Math.sin(Math.PI / 12);
        for (int i = 0; i < SAMPLES; i++) {
            double column = i % SIDE - (SIDE - 1) / 2.0;
            int rowOfTile = i / SIDE;
            double row = rowOfTile - (SIDE - 1) / 2.0;
            xs[i] = (float) (middle + cosine * column - sine * row);
            ys[i] = (float) (middle + sine * column + cosine * row);
            values[i] = (float) random.nextDouble();
        }
        taps.stride = STRIDE;
        locate();
        coordinateGradient();
    }

    @Benchmark
    public Taps locate() {
        sampler.locate(xs, ys, 0, SAMPLES, 0, 0, taps);
        return taps;
    }

    @Benchmark
    public float[] read() {
        sampler.read(window, taps, 0, SAMPLES, values);
        return values;
    }

    @Benchmark
    public float[] coordinateGradient() {
        sampler.coordinateGradient(window, taps, 0, SAMPLES, values, dxs, dys, false);
        return dxs;
    }

    @Benchmark
    public float[] coordinateGradientOfAnotherChannel() {
        sampler.coordinateGradient(window, taps, 0, SAMPLES, values, dxs, dys, true);
        return dxs;
    }

    @Benchmark
    public float[] scatter() {
        sampler.scatter(gradientWindow, gradientWindow.length, taps, 0, SAMPLES, values);
        return gradientWindow;
    }
}
