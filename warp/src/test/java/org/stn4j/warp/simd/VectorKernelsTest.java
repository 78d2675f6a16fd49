package org.stn4j.warp.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stn4j.warp.kernel.Kernels;
import org.stn4j.warp.kernel.ScalarKernels;

/** Every SIMD loop against the scalar one: all lengths around the vector's, offsets, extremes and NaN. */
class VectorKernelsTest {
    private static final float[] SPECIAL = {
        Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE, -Float.MAX_VALUE, 1e-42f, -0f, 0f
    };

    private final Kernels scalar = new ScalarKernels();
    private Kernels simd;

    @BeforeEach
    void createThem() {
        assumeTrue(
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
                "this JVM is without the Vector API");
        simd = new VectorKernels();
    }

    static IntStream lengths() {
        return IntStream.concat(IntStream.rangeClosed(0, 70), IntStream.of(207, 784, 1000));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void sumsAgree(int n) {
        RandomGenerator random = RandomGenerator.of("SplittableRandom");
        float[] values = noise(random, n + 3);
        float[] first = noise(random, n + 3);
        float[] second = noise(random, n + 3);
        Kernels.Moments expected = scalar.moments(values, first, second, n);
        Kernels.Moments actual = simd.moments(values, first, second, n);
        double tolerance = 1e-6 * (n + 1);
        assertThat(actual.zeroth()).isCloseTo(expected.zeroth(), within(tolerance));
        assertThat(actual.first()).isCloseTo(expected.first(), within(tolerance));
        assertThat(actual.second()).isCloseTo(expected.second(), within(tolerance));
        assertThat((double) simd.dot(values, 1, first, 3, n))
                .isCloseTo(scalar.dot(values, 1, first, 3, n), within(tolerance));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void clampingIsTheSameToTheBit(int n) {
        RandomGenerator random = RandomGenerator.of("SplittableRandom");
        Kernels.Bounds bounds = new Kernels.Bounds(-2, 29, -2, 31, Float.NaN, -7);
        float[] xs = noise(random, n + 2);
        float[] ys = noise(random, n + 2);
        for (int i = 0; i < xs.length; i++) {
            xs[i] = random.nextInt(4) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : 40 * xs[i];
            ys[i] = random.nextInt(4) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : 40 * ys[i];
        }
        float[] expectedXs = xs.clone();
        float[] expectedYs = ys.clone();
        scalar.clamp(expectedXs, expectedYs, 1, n + 1, bounds);
        simd.clamp(xs, ys, 1, n + 1, bounds);
        assertThat(xs).isEqualTo(expectedXs);
        assertThat(ys).isEqualTo(expectedYs);
    }

    /** Interpreted at first, then compiled twice: each of them must add in the same order. */
    @Test
    void sumsKeepTheirBitsWhileTheProgramWarmsUp() {
        RandomGenerator random = RandomGenerator.of("SplittableRandom");
        float[] values = noise(random, 500);
        float[] first = noise(random, 500);
        float[] second = noise(random, 500);
        Kernels.Moments moments = simd.moments(values, first, second, 500);
        float dot = simd.dot(values, 0, first, 0, 500);
        for (int i = 0; i < 30_000; i++) {
            assertThat(simd.moments(values, first, second, 500)).isEqualTo(moments);
            assertThat(simd.dot(values, 0, first, 0, 500)).isEqualTo(dot);
        }
    }

    private static float[] noise(RandomGenerator random, int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
        return values;
    }
}
