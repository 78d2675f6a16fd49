package org.stn4j.warp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Forward values against the definition, and both gradients against its finite differences in double precision: every
 * transform, interpolation, padding and corner convention, on sizes that are odd, small and unequal.
 */
class WarpGradientTest {
    private static final int CHANNELS = 2;

    static Stream<WarpCase> cases() {
        return Stream.of(
                        WarpCase.all(new ImageSize(7, 5), new ImageSize(5, 6)),
                        WarpCase.all(new ImageSize(1, 2), new ImageSize(3, 1)),
                        WarpCase.all(new ImageSize(13, 16), new ImageSize(2, 3)))
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithTheDefinition(WarpCase c) {
        RandomGenerator random = WarpCase.random(c.toString().hashCode());
        float[] image = WarpCase.noise(random, CHANNELS * c.in().pixels());
        float[] theta = smoothTheta(c, random);
        double[] expected = c.reference().apply(WarpCase.doubles(image), CHANNELS, WarpCase.doubles(theta));
        assertClose(c.warp().apply(image, CHANNELS, theta), expected, 2e-5);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsAgreeWithFiniteDifferences(WarpCase c) {
        RandomGenerator random = WarpCase.random(31L * c.toString().hashCode());
        float[] image = WarpCase.noise(random, CHANNELS * c.in().pixels());
        float[] theta = smoothTheta(c, random);
        float[] outputGradient = WarpCase.noise(random, CHANNELS * c.out().pixels());

        float[] imageGradient = WarpCase.noise(random, image.length);
        float[] thetaGradient = WarpCase.noise(random, theta.length);
        WarpBatch batch = new WarpBatch(1, CHANNELS, FloatBuffer.wrap(image), FloatBuffer.wrap(theta));
        c.warp()
                .backward(
                        batch,
                        FloatBuffer.wrap(outputGradient),
                        WarpGradients.forBoth(FloatBuffer.wrap(imageGradient), FloatBuffer.wrap(thetaGradient)));

        double[] imageValues = WarpCase.doubles(image);
        double[] thetaValues = WarpCase.doubles(theta);
        Supplier<double[]> output = () -> c.reference().apply(imageValues, CHANNELS, thetaValues);
        assertClose(imageGradient, FiniteDifferences.slopes(imageValues, outputGradient, output), 2e-5);
        assertClose(thetaGradient, FiniteDifferences.slopes(thetaValues, outputGradient, output), 1e-4);

        float[] imageAlone = new float[image.length];
        float[] thetaAlone = new float[theta.length];
        c.warp()
                .backward(
                        batch, FloatBuffer.wrap(outputGradient), WarpGradients.forInput(FloatBuffer.wrap(imageAlone)));
        c.warp()
                .backward(
                        batch, FloatBuffer.wrap(outputGradient), WarpGradients.forTheta(FloatBuffer.wrap(thetaAlone)));
        assertThat(imageAlone).isEqualTo(imageGradient);
        assertThat(thetaAlone).isEqualTo(thetaGradient);
    }

    /** Random parameters for which no sample lies near a kink: a whole pixel, a half one for the nearest, an edge. */
    private static float[] smoothTheta(WarpCase c, RandomGenerator random) {
        for (int attempt = 0; attempt < 10_000; attempt++) {
            float[] theta = c.theta(random, 0.6);
            if (isSmooth(c, WarpCase.doubles(theta))) {
                return theta;
            }
        }
        throw new AssertionError("no smooth parameters found for " + c);
    }

    private static boolean isSmooth(WarpCase c, double[] theta) {
        for (int row = 0; row < c.out().height(); row++) {
            for (int column = 0; column < c.out().width(); column++) {
                double[] place = c.reference().place(theta, row, column);
                for (int axis = 0; axis < 2; axis++) {
                    double twice = 2 * place[axis];
                    boolean fixed = c.alignCorners() && (axis == 0 ? c.in().width() : c.in().height()) == 1;
                    if (!fixed && Math.abs(twice - Math.rint(twice)) < 2e-3) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static void assertClose(float[] actual, double[] expected, double tolerance) {
        double largest = 1;
        for (double value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat((double) actual[i])
                    .as("number %d of %d", i, actual.length)
                    .isCloseTo(expected[i], org.assertj.core.data.Offset.offset(tolerance * largest));
        }
    }
}
