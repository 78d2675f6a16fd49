package org.stn4j.warp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stn4j.warp.kernel.Kernels;
import org.stn4j.warp.kernel.ScalarKernels;

/**
 * The samplers of the backend in use against the scalar ones, through whole warps: sizes that are odd, tiny and larger
 * than a tile, every interpolation, padding and corner convention, θ that is ordinary, extreme and undefined, one channel
 * and a group with a rest.
 */
class WarpBackendsTest {
    private static final int[] SIZES = {1, 2, 13, 207};

    static Stream<WarpCase> cases() {
        List<WarpCase> cases = new ArrayList<>();
        for (int in : SIZES) {
            for (int out : SIZES) {
                WarpCase.all(new ImageSize(in, out), new ImageSize(out, in)).stream()
                        .filter(c -> c.transform().equals("affine"))
                        .forEach(cases::add);
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agree(WarpCase c) {
        RandomGenerator random = WarpCase.random(c.toString().hashCode());
        boolean small = c.in().pixels() < 10_000 && c.out().pixels() < 10_000;
        for (int channels : small ? new int[] {1, 19} : new int[] {1}) {
            assertAgreement(c, channels, c.theta(random, 0.6), random);
        }
        if (small) {
            float[] special = {Float.NaN, Float.NEGATIVE_INFINITY, Float.MAX_VALUE, 1e6f, 1e-42f, -0f};
            float[] theta = c.theta(random, 0.6);
            for (float value : special) {
                float[] extreme = theta.clone();
                extreme[random.nextInt(theta.length)] = value;
                assertAgreement(c, 17, extreme, random);
            }
        }
    }

    private static void assertAgreement(WarpCase c, int channels, float[] theta, RandomGenerator random) {
        float[] image = WarpCase.noise(random, channels * c.in().pixels());
        float[] outputGradient = WarpCase.noise(random, channels * c.out().pixels());
        Results expected = run(c, new ScalarKernels(), channels, image, outputGradient, theta);
        Results actual = run(c, Kernels.active(), channels, image, outputGradient, theta);
        String what = channels + " channels, theta " + Arrays.toString(theta);
        assertClose(what + ", output", actual.output, expected.output, 2e-6);
        assertClose(what + ", image gradient", actual.imageGradient, expected.imageGradient, 1e-5);
        double addends = 1 + outputGradient.length / 500.0;
        assertClose(what + ", theta gradient", actual.thetaGradient, expected.thetaGradient, 1e-5 * addends);
    }

    private record Results(float[] output, float[] imageGradient, float[] thetaGradient) {}

    private static Results run(
            WarpCase c, Kernels kernels, int channels, float[] image, float[] outputGradient, float[] theta) {
        WarpPlan plan = WarpPlan.of(c.family(), c.geometry(), c.interpolation(), c.padding(), kernels);
        Warp warp = new Warp(c.family(), plan, 2);
        WarpBatch batch = new WarpBatch(1, channels, FloatBuffer.wrap(image), FloatBuffer.wrap(theta));
        Results results =
                new Results(new float[outputGradient.length], new float[image.length], new float[theta.length]);
        warp.forward(batch, FloatBuffer.wrap(results.output));
        warp.backward(
                batch,
                FloatBuffer.wrap(outputGradient),
                WarpGradients.forBoth(
                        FloatBuffer.wrap(results.imageGradient), FloatBuffer.wrap(results.thetaGradient)));
        return results;
    }

    /** What matters is the error beside the largest number, and how many numbers a sum is made of. */
    private static void assertClose(String what, float[] actual, float[] expected, double tolerance) {
        double largest = 1;
        for (float value : expected) {
            if (Float.isFinite(value)) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        for (int i = 0; i < expected.length; i++) {
            boolean same = Float.compare(actual[i], expected[i]) == 0;
            assertThat(same || Math.abs((double) actual[i] - expected[i]) <= tolerance * largest)
                    .as(
                            "%s, number %d of %d: %s, and by the scalar kernels %s",
                            what, i, expected.length, actual[i], expected[i])
                    .isTrue();
        }
    }
}
