package org.stn4j.bench.jmh;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Padding;
import org.stn4j.warp.Transform;
import org.stn4j.warp.Transforms;
import org.stn4j.warp.Warp;
import org.stn4j.warp.WarpBatch;
import org.stn4j.warp.WarpGradients;

/** Whole warps, forward and backward, into memory that is there already: microseconds a batch. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
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
public class WarpBenchmark {

    /** Images, channels, and rows and columns. */
    @Param({"1x1x28", "256x1x28", "16x3x224", "16x64x56", "1x3x1024"})
    public String shape;

    @Param({"affine", "projective", "tps"})
    public String transform;

    @Param({"BILINEAR"})
    public Interpolation interpolation;

    /** 0 is all processors. */
    @Param({"0"})
    public int threads;

    private Warp warp;
    private WarpBatch batch;
    private FloatBuffer output;
    private FloatBuffer outputGradient;
    private FloatBuffer imageGradient;
    private FloatBuffer thetaGradient;

    @Setup(Level.Trial)
    public void allocate() {
        String[] sizes = shape.split("x", -1);
        int images = Integer.parseInt(sizes[0]);
        int channels = Integer.parseInt(sizes[1]);
        ImageSize size = new ImageSize(Integer.parseInt(sizes[2]), Integer.parseInt(sizes[2]));
        SplittableRandom random = new SplittableRandom(1);
        Transform family = Transforms.named(transform);
        warp = new Warp(family, new Geometry(size, size, false), interpolation, Padding.ZEROS);
        if (threads > 0) {
            warp = warp.withThreads(threads);
        }
        int numbers = images * channels * size.pixels();
        float[] identity = family.identity(size);
        FloatBuffer theta = noise(random, images * identity.length);
        for (int i = 0; i < theta.capacity(); i++) {
            theta.put(i, identity[i % identity.length] + 0.2f * theta.get(i));
        }
        batch = new WarpBatch(images, channels, noise(random, numbers), theta);
        output = noise(random, numbers);
        outputGradient = noise(random, numbers);
        imageGradient = noise(random, numbers);
        thetaGradient = noise(random, theta.capacity());
    }

    private static FloatBuffer noise(SplittableRandom random, int numbers) {
        FloatBuffer buffer = ByteBuffer.allocateDirect(Float.BYTES * numbers)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (int i = 0; i < numbers; i++) {
            buffer.put(i, (float) (2 * random.nextDouble() - 1));
        }
        return buffer;
    }

    @Benchmark
    public FloatBuffer forward() {
        warp.forward(batch, output);
        return output;
    }

    @Benchmark
    public FloatBuffer backwardTheta() {
        warp.backward(batch, outputGradient, WarpGradients.forTheta(thetaGradient));
        return thetaGradient;
    }

    @Benchmark
    public FloatBuffer backwardThetaAndImage() {
        warp.backward(batch, outputGradient, WarpGradients.forBoth(imageGradient, thetaGradient));
        return imageGradient;
    }
}
