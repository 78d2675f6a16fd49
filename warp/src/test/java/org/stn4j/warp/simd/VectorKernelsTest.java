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
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.kernel.Basis;
import org.stn4j.warp.kernel.Kernels;
import org.stn4j.warp.kernel.ScalarKernels;
import org.stn4j.warp.kernel.Taps;

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
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void sumsOverFunctionsAndOverSamplesAgree(int n) {
        RandomGenerator random = RandomGenerator.of("SplittableRandom");
        for (int functions : new int[] {1, 4, 7}) {
            float[][] values = new float[functions][];
            for (int k = 0; k < functions; k++) {
                values[k] = noise(random, n + 2);
            }
            Basis basis = new Basis(values, n);
            float[] weights = noise(random, 2 * functions);
            float[] xs = noise(random, n + 1);
            float[] ys = noise(random, n + 1);
            double[] sums = new double[2 * functions];
            double[] expectedSums = new double[2 * functions];
            simd.project(basis, xs, ys, sums);
            scalar.project(basis, xs, ys, expectedSums);
            assertThat(sums).containsExactly(expectedSums, within(1e-6 * (n + 1)));
            float[] expectedXs = xs.clone();
            float[] expectedYs = ys.clone();
            simd.combine(basis, weights, xs, ys);
            scalar.combine(basis, weights, expectedXs, expectedYs);
            assertThat(xs).containsExactly(expectedXs, within(1e-5f));
            assertThat(ys).containsExactly(expectedYs, within(1e-5f));
        }
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

    @ParameterizedTest
    @MethodSource("lengths")
    void placesAreClampedAndLocatedAtOnceToTheBit(int n) {
        RandomGenerator random = RandomGenerator.of("SplittableRandom");
        Kernels.Bounds bounds = new Kernels.Bounds(-2, 29, -2, 31, -2, -2);
        Taps expected = new Taps(n + 1);
        Taps actual = new Taps(n + 1);
        expected.stride = 34;
        actual.stride = 34;
        float[] xs = noise(random, n + 1);
        float[] ys = noise(random, n + 1);
        for (int i = 0; i < xs.length; i++) {
            xs[i] = random.nextInt(4) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : 40 * xs[i];
            ys[i] = random.nextInt(4) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : 40 * ys[i];
        }
        float[] clampedXs = xs.clone();
        float[] clampedYs = ys.clone();
        scalar.clamp(clampedXs, clampedYs, 1, n + 1, bounds);
        scalar.sampler(Interpolation.BILINEAR).locate(clampedXs, clampedYs, 1, n + 1, -2, -2, expected);
        simd.sampler(Interpolation.BILINEAR).clampAndLocate(xs, ys, 1, n + 1, bounds, -2, -2, actual);
        assertThat(actual.index).isEqualTo(expected.index);
        assertThat(actual.fractionX).isEqualTo(expected.fractionX);
        assertThat(actual.fractionY).isEqualTo(expected.fractionY);
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void rangesLeaveOutWhatIsNoNumber(int n) {
        RandomGenerator random = RandomGenerator.of("SplittableRandom");
        float[] values = noise(random, n + 2);
        for (int i = 0; i < n; i++) {
            values[i] = random.nextInt(3) == 0 ? Float.NaN : values[i];
        }
        double least = IntStream.range(1, n + 1)
                .mapToDouble(i -> values[i])
                .filter(v -> !Double.isNaN(v))
                .min()
                .orElse(0);
        double greatest = IntStream.range(1, n + 1)
                .mapToDouble(i -> values[i])
                .filter(v -> !Double.isNaN(v))
                .max()
                .orElse(0);
        Kernels.Range expected = new Kernels.Range((float) least, (float) greatest);
        assertThat(simd.range(values, 1, n + 1)).isEqualTo(expected);
        assertThat(scalar.range(values, 1, n + 1)).isEqualTo(expected);
    }

    /** Interpreted at first, then compiled twice: each of them must add in the same order. */
    @Test
    void sumsKeepTheirBitsWhileTheProgramWarmsUp() {
        RandomGenerator random = RandomGenerator.of("SplittableRandom");
        float[] values = noise(random, 500);
        float[] first = noise(random, 500);
        float[] second = noise(random, 500);
        Kernels.Moments moments = simd.moments(values, first, second, 500);
        float[][] functions = {noise(random, 500), noise(random, 500), noise(random, 500), noise(random, 500)};
        Basis basis = new Basis(functions, 500);
        double[] sums = new double[8];
        simd.project(basis, values, second, sums);
        for (int i = 0; i < 30_000; i++) {
            assertThat(simd.moments(values, first, second, 500)).isEqualTo(moments);
            double[] again = new double[8];
            simd.project(basis, values, second, again);
            assertThat(again).isEqualTo(sums);
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
