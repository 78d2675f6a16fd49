package org.stn4j.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.stn4j.warp.ChannelOrder.LAST;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many channels, which are computed in groups and a rest, against one channel after the other: images and their gradients
 * are the same, and the gradients of θ add up.
 */
class WarpChannelsTest {
    private static final int CHANNELS = 37;

    static Stream<WarpCase> cases() {
        return Stream.of(
                        WarpCase.all(new ImageSize(14, 13), new ImageSize(14, 15)),
                        WarpCase.all(new ImageSize(90, 70), new ImageSize(6, 7)),
                        WarpCase.all(new ImageSize(40, 50), new ImageSize(70, 150)))
                .flatMap(List::stream)
                .filter(c -> c.transform().equals("affine"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void areIndependent(WarpCase c) {
        RandomGenerator random = WarpCase.random(c.toString().hashCode());
        float[] images = WarpCase.noise(random, CHANNELS * c.in().pixels());
        float[] gradients = WarpCase.noise(random, CHANNELS * c.out().pixels());
        float[] theta = c.theta(random, 0.5);
        Results together = run(c, CHANNELS, images, gradients, theta);
        double[] thetaGradient = new double[theta.length];
        for (int channel = 0; channel < CHANNELS; channel++) {
            Results alone = run(c, 1, piece(images, channel, c.in()), piece(gradients, channel, c.out()), theta);
            assertClose(piece(together.output, channel, c.out()), alone.output, 1e-6f);
            assertClose(piece(together.imageGradient, channel, c.in()), alone.imageGradient, 1e-4f);
            for (int i = 0; i < theta.length; i++) {
                thetaGradient[i] += alone.thetaGradient[i];
            }
        }
        double largest = 1;
        for (double value : thetaGradient) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < theta.length; i++) {
            assertThat((double) together.thetaGradient[i]).isCloseTo(thetaGradient[i], within(2e-5 * largest));
        }
    }

    /** With the channels last the results are the same; 32 channels are read as they lie, 5 are copied. */
    @ParameterizedTest
    @MethodSource("cases")
    void mayComeLast(WarpCase c) {
        RandomGenerator random = WarpCase.random(c.toString().hashCode());
        for (int channels : new int[] {5, 32}) {
            float[] images = WarpCase.noise(random, channels * c.in().pixels());
            float[] gradients = WarpCase.noise(random, channels * c.out().pixels());
            float[] theta = c.theta(random, 0.5);
            Results first = run(c, channels, images, gradients, theta);
            Results last =
                    run(c, channels, channelsLast(images, channels), channelsLast(gradients, channels), theta, LAST);
            assertClose(last.output, channelsLast(first.output, channels), 1e-6f);
            assertClose(last.imageGradient, channelsLast(first.imageGradient, channels), 1e-4f);
            float largest = 1;
            for (float value : first.thetaGradient) {
                largest = Math.max(largest, Math.abs(value));
            }
            assertClose(last.thetaGradient, first.thetaGradient, 2e-5f * largest);
        }
    }

    /** Number by number in a loop: AssertJ takes minutes for so many. */
    private static void assertClose(float[] actual, float[] expected, float tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            if (!(Math.abs(actual[i] - expected[i]) <= tolerance)) {
                assertThat(actual[i]).as("number %d", i).isCloseTo(expected[i], within(tolerance));
            }
        }
    }

    private static float[] channelsLast(float[] planes, int channels) {
        int pixels = planes.length / channels;
        float[] values = new float[planes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = planes[i % channels * pixels + i / channels];
        }
        return values;
    }

    private record Results(float[] output, float[] imageGradient, float[] thetaGradient) {}

    private static Results run(WarpCase c, int channels, float[] images, float[] outputGradient, float[] theta) {
        return run(c, channels, images, outputGradient, theta, ChannelOrder.FIRST);
    }

    private static Results run(
            WarpCase c, int channels, float[] images, float[] outputGradient, float[] theta, ChannelOrder order) {
        float[] output = new float[channels * c.out().pixels()];
        float[] imageGradient = new float[images.length];
        float[] thetaGradient = new float[theta.length];
        WarpBatch batch = new WarpBatch(1, channels, FloatBuffer.wrap(images), FloatBuffer.wrap(theta), order);
        c.warp().forward(batch, FloatBuffer.wrap(output));
        c.warp()
                .backward(
                        batch,
                        FloatBuffer.wrap(outputGradient),
                        WarpGradients.forBoth(FloatBuffer.wrap(imageGradient), FloatBuffer.wrap(thetaGradient)));
        return new Results(output, imageGradient, thetaGradient);
    }

    private static float[] piece(float[] values, int channel, ImageSize size) {
        return java.util.Arrays.copyOfRange(values, channel * size.pixels(), (channel + 1) * size.pixels());
    }
}
