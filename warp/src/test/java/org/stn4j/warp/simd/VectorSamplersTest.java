package org.stn4j.warp.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.kernel.GroupSampler;
import org.stn4j.warp.kernel.Kernels;
import org.stn4j.warp.kernel.Sampler;
import org.stn4j.warp.kernel.ScalarKernels;
import org.stn4j.warp.kernel.Taps;

/** Every SIMD sampler, of one channel and of groups, against the scalar one: number by number, with special values. */
class VectorSamplersTest {
    private static final float[] SPECIAL = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e-42f, -0f, 0f
    };
    private static final int COLUMNS = 23;
    private static final int ROWS = 19;
    private static final int LEFT = -3;
    private static final int TOP = -5;

    private final Kernels scalar = new ScalarKernels();
    private Kernels simd;

    @BeforeEach
    void createThem() {
        assumeTrue(
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
                "this JVM is without the Vector API");
        simd = new VectorKernels();
    }

    static Stream<Arguments> lengths() {
        return Stream.of(Interpolation.values())
                .flatMap(kind -> Stream.of(1, 2, 7, 8, 9, 13, 15, 16, 17, 31, 64, 207, 784)
                        .map(n -> Arguments.of(kind, n)));
    }

    /** Samples all over a window, with some of the numbers before and behind the stretch that is asked for. */
    private static final class Samples {
        final int from;
        final int to;
        final float[] xs;
        final float[] ys;
        final float[] gradient;

        Samples(Sampler sampler, int n, RandomGenerator random) {
            from = 3;
            to = from + n;
            xs = new float[n + 5];
            ys = new float[n + 5];
            for (int i = 0; i < xs.length; i++) {
                xs[i] = place(random, LEFT + sampler.before(), LEFT + COLUMNS - 2 - sampler.after());
                ys[i] = place(random, TOP + sampler.before(), TOP + ROWS - 2 - sampler.after());
            }
            gradient = noise(random, n + 5);
        }

        /** Between two pixels, on one, or half way, where rounding could go either way. */
        private static float place(RandomGenerator random, int first, int last) {
            int pixel = first + random.nextInt(last - first + 1);
            return switch (random.nextInt(4)) {
                case 0 -> pixel;
                case 1 -> pixel + 0.5f;
                default -> pixel + (float) random.nextDouble();
            };
        }

        Taps located(Sampler sampler) {
            Taps taps = new Taps(xs.length);
            taps.stride = COLUMNS;
            sampler.locate(xs, ys, from, to, LEFT, TOP, taps);
            return taps;
        }
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void oneChannel(Interpolation kind, int n) {
        RandomGenerator random = new SplittableRandom(n);
        Samples samples = new Samples(scalar.sampler(kind), n, random);
        float[] window = noise(random, COLUMNS * ROWS);
        assertClose(all(simd.sampler(kind), samples, window), all(scalar.sampler(kind), samples, window));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void oneChannelOfSpecialNumbers(Interpolation kind, int n) {
        RandomGenerator random = new SplittableRandom(n);
        Samples samples = new Samples(scalar.sampler(kind), n, random);
        float[] window = special(random, COLUMNS * ROWS);
        assertClose(all(simd.sampler(kind), samples, window), all(scalar.sampler(kind), samples, window));
    }

    /** Values, gradients of the coordinates of a first and of another channel, and of the window. */
    private static float[][] all(Sampler sampler, Samples s, float[] window) {
        Taps taps = s.located(sampler);
        float[] values = new float[s.xs.length];
        float[] dxs = new float[s.xs.length];
        float[] dys = new float[s.xs.length];
        // All of it is to be written over.
        float[] gradientWindow = noise(new SplittableRandom(7), window.length);
        sampler.read(window, taps, s.from, s.to, values);
        sampler.coordinateGradient(window, taps, s.from, s.to, s.gradient, dxs, dys, false);
        sampler.coordinateGradient(values(window.length), taps, s.from, s.to, s.gradient, dxs, dys, true);
        sampler.scatter(gradientWindow, gradientWindow.length, taps, s.from, s.to, s.gradient);
        return new float[][] {values, dxs, dys, gradientWindow};
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void groups(Interpolation kind, int n) {
        RandomGenerator random = new SplittableRandom(n);
        Samples samples = new Samples(scalar.sampler(kind), n, random);
        Optional<GroupSampler> group = simd.groupSampler(kind);
        assumeTrue(group.isPresent(), "there are no groups for " + kind);
        for (int vectors : new int[] {1, 3}) {
            compareGroups(kind, n, group.get(), vectors * group.get().lanes(), random, samples);
        }
    }

    private void compareGroups(
            Interpolation kind, int n, GroupSampler group, int lanes, RandomGenerator random, Samples samples) {
        for (boolean specials : new boolean[] {false, true}) {
            float[][] windows = new float[lanes][];
            float[][] gradients = new float[lanes][];
            for (int lane = 0; lane < lanes; lane++) {
                // Special numbers in one channel must leave the others alone; sums over channels cannot but take them
                // in.
                windows[lane] = specials && lane == 1 ? special(random, COLUMNS * ROWS) : noise(random, COLUMNS * ROWS);
                gradients[lane] = noise(random, n + 5);
            }
            compareGroup(kind, group, samples, windows, gradients);
        }
    }

    private void compareGroup(
            Interpolation kind, GroupSampler group, Samples s, float[][] windows, float[][] gradients) {
        int lanes = windows.length;
        int n = s.to - s.from;
        Sampler one = scalar.sampler(kind);
        Taps oneTaps = s.located(one);
        Taps taps = s.located(simd.sampler(kind));
        float[] window = interleaved(windows, 0, COLUMNS * ROWS);
        float[] gradient = interleaved(gradients, s.from, s.to);
        float[] values = new float[n * lanes];
        float[] gradientWindow = new float[window.length];
        float[] dxs = new float[s.xs.length];
        float[] dys = new float[s.xs.length];
        group.read(window, lanes, taps, s.from, s.to, values);
        group.coordinateGradient(window, lanes, taps, s.from, s.to, gradient, dxs, dys, false);
        group.coordinateGradient(window, lanes, taps, s.from, s.to, gradient, dxs, dys, true);
        group.scatter(gradientWindow, lanes, taps, s.from, s.to, gradient);

        float[][] expectedValues = new float[lanes][s.xs.length];
        float[][] expectedWindows = new float[lanes][COLUMNS * ROWS];
        float[] expectedDxs = new float[s.xs.length];
        float[] expectedDys = new float[s.xs.length];
        for (int lane = 0; lane < lanes; lane++) {
            one.read(windows[lane], oneTaps, s.from, s.to, expectedValues[lane]);
            one.scatter(expectedWindows[lane], COLUMNS * ROWS, oneTaps, s.from, s.to, gradients[lane]);
            for (int twice = 0; twice < 2; twice++) {
                boolean add = lane + twice > 0;
                one.coordinateGradient(
                        windows[lane], oneTaps, s.from, s.to, gradients[lane], expectedDxs, expectedDys, add);
            }
        }
        assertClose(new float[][] {values, gradientWindow, dxs, dys}, new float[][] {
            interleaved(expectedValues, s.from, s.to),
            interleaved(expectedWindows, 0, COLUMNS * ROWS),
            expectedDxs,
            expectedDys
        });
    }

    /** Where an image is flat, gradients of the coordinates are exactly zero: whole pixels beyond it are taken as that. */
    @ParameterizedTest
    @MethodSource("lengths")
    void flatWindowsHaveNoSlopeOnWholePixels(Interpolation kind, int n) {
        RandomGenerator random = new SplittableRandom(n);
        Sampler sampler = simd.sampler(kind);
        Samples samples = new Samples(sampler, n, random);
        for (int i = 0; i < samples.xs.length; i++) {
            samples.xs[i] = Math.round(samples.xs[i]);
            samples.ys[i] = Math.round(samples.ys[i]);
        }
        float[] window = new float[COLUMNS * ROWS];
        Arrays.fill(window, 0.7f);
        float[][] results = all(sampler, samples, window);
        for (int i = samples.from; i < samples.to; i++) {
            assertThat(results[0][i]).isEqualTo(0.7f);
        }
        float[] dxs = new float[samples.xs.length];
        float[] dys = new float[samples.xs.length];
        Taps taps = samples.located(sampler);
        sampler.coordinateGradient(window, taps, samples.from, samples.to, samples.gradient, dxs, dys, false);
        // Zero times a negative gradient is -0.
        for (int i = 0; i < dxs.length; i++) {
            assertThat(dxs[i] == 0 && dys[i] == 0).as("%s, %s", dxs[i], dys[i]).isTrue();
        }
    }

    @Test
    void placesBeyondWhatFloatsRoundAreRoundedAsTheScalarOnes() {
        Sampler sampler = simd.sampler(Interpolation.NEAREST);
        float[] xs = new float[40];
        float[] ys = new float[40];
        for (int i = 0; i < xs.length; i++) {
            ys[i] = (1 << 22) - 20 + i + (i % 3 == 0 ? 0.5f : 0.25f);
        }
        Taps expected = new Taps(xs.length);
        Taps actual = new Taps(xs.length);
        expected.stride = actual.stride = 1;
        scalar.sampler(Interpolation.NEAREST).locate(xs, ys, 1, 39, 0, 4_000_000, expected);
        sampler.locate(xs, ys, 1, 39, 0, 4_000_000, actual);
        assertThat(actual.index).isEqualTo(expected.index);
    }

    /** Interpreted at first, then compiled twice: each of them must come to the same. */
    @ParameterizedTest
    @MethodSource("kinds")
    void bitsAreKeptWhileTheProgramWarmsUp(Interpolation kind) {
        RandomGenerator random = new SplittableRandom(5);
        Samples samples = new Samples(scalar.sampler(kind), 100, random);
        float[] window = noise(random, COLUMNS * ROWS);
        float[][] first = all(simd.sampler(kind), samples, window);
        for (int i = 0; i < 5_000; i++) {
            assertThat(all(simd.sampler(kind), samples, window)).isDeepEqualTo(first);
        }
    }

    static Stream<Interpolation> kinds() {
        return Stream.of(Interpolation.values());
    }

    private static float[] interleaved(float[][] lanes, int from, int to) {
        float[] result = new float[lanes.length * (to - from)];
        for (int i = 0; i < result.length; i++) {
            result[i] = lanes[i % lanes.length][from + i / lanes.length];
        }
        return result;
    }

    private static void assertClose(float[][] actual, float[][] expected) {
        for (int array = 0; array < expected.length; array++) {
            for (int i = 0; i < expected[array].length; i++) {
                float e = expected[array][i];
                float a = actual[array][i];
                double size = Math.max(Math.abs(e), 1);
                assertThat(Float.compare(a, e) == 0 || Math.abs((double) a - e) <= 3e-5 * size)
                        .as("array %d, number %d: %s, and by the scalar kernels %s", array, i, a, e)
                        .isTrue();
            }
        }
    }

    private static float[] values(int n) {
        return noise(new SplittableRandom(9), n);
    }

    private static float[] special(RandomGenerator random, int n) {
        float[] values = noise(random, n);
        for (int i = 0; i < n; i++) {
            if (random.nextInt(6) == 0) {
                values[i] = SPECIAL[random.nextInt(SPECIAL.length)];
            }
        }
        return values;
    }

    private static float[] noise(RandomGenerator random, int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
        return values;
    }
}
