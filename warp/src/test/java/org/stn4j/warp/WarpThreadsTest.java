package org.stn4j.warp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same bits for any number of threads, from run to run, on and off the heap. */
class WarpThreadsTest {

    static Stream<WarpCase> cases() {
        // Many tiles; fewer images than threads; reading coarsely, so that windows are cut.
        return Stream.concat(
                WarpCase.all(new ImageSize(150, 207), new ImageSize(180, 170)).stream()
                        .filter(c -> !c.transform().equals("tps:3")),
                WarpCase.all(new ImageSize(400, 300), new ImageSize(130, 140)).stream()
                        .filter(c -> List.of("affine", "flow").contains(c.transform())));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void bitsDoNotDependOnThem(WarpCase c) {
        Results one = run(c.warp().withThreads(1), c, false);
        for (int threads = 2; threads <= 5; threads++) {
            Results many = run(c.warp().withThreads(threads), c, threads % 2 == 0);
            assertThat(many.output).as("output").isEqualTo(one.output);
            assertThat(many.imageGradient).as("image gradient").isEqualTo(one.imageGradient);
            assertThat(many.thetaGradient).as("theta gradient").isEqualTo(one.thetaGradient);
        }
    }

    private record Results(float[] output, float[] imageGradient, float[] thetaGradient) {}

    private static Results run(Warp warp, WarpCase c, boolean offHeap) {
        int images = 2;
        int channels = 2;
        RandomGenerator random = WarpCase.random(c.toString().hashCode());
        FloatBuffer input = buffer(WarpCase.noise(random, images * channels * c.in().pixels()), offHeap);
        float[] theta = new float[images * c.family().parameterCount(c.out())];
        for (int i = 0; i < images; i++) {
            float[] of = c.theta(random, c.transform().equals("flow") ? 0.02 : 0.3);
            System.arraycopy(of, 0, theta, i * of.length, of.length);
        }
        FloatBuffer output = buffer(new float[images * channels * c.out().pixels()], offHeap);
        FloatBuffer outputGradient = buffer(WarpCase.noise(random, output.limit()), offHeap);
        FloatBuffer imageGradient = buffer(new float[input.limit()], offHeap);
        FloatBuffer thetaGradient = buffer(new float[theta.length], offHeap);
        WarpBatch batch = new WarpBatch(images, channels, input, buffer(theta, offHeap));
        warp.forward(batch, output);
        warp.backward(batch, outputGradient, WarpGradients.forBoth(imageGradient, thetaGradient));
        return new Results(array(output), array(imageGradient), array(thetaGradient));
    }

    private static FloatBuffer buffer(float[] values, boolean offHeap) {
        if (!offHeap) {
            return FloatBuffer.wrap(values);
        }
        FloatBuffer buffer = ByteBuffer.allocateDirect(4 * values.length)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        buffer.put(0, values);
        return buffer;
    }

    private static float[] array(FloatBuffer buffer) {
        float[] values = new float[buffer.limit()];
        buffer.get(0, values);
        return values;
    }
}
