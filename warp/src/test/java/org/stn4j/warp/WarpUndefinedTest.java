package org.stn4j.warp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * NaN and infinity read the padding value and give no gradient; huge coordinates stay finite, and give θ none but with
 * reflection.
 */
class WarpUndefinedTest {

    static Stream<WarpCase> cases() {
        return WarpCase.all(new ImageSize(13, 11), new ImageSize(6, 7)).stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void undefinedPlacesReadThePaddingValue(WarpCase c) {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            float[] theta = c.family().identity(c.out());
            Arrays.fill(theta, bad);
            Results results = run(c, theta);
            float value = c.padding().value();
            assertThat(results.output).containsOnly(value);
            assertThat(results.imageGradient).containsOnly(0);
            assertThat(results.thetaGradient).containsOnly(0);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void oneBadParameterLeavesEverythingFinite(WarpCase c) {
        float[] identity = c.family().identity(c.out());
        for (float bad : List.of(Float.NaN, Float.POSITIVE_INFINITY, 1e30f, -1e30f, Float.MAX_VALUE, 1e-42f)) {
            for (int i = 0; i < Math.min(identity.length, 8); i++) {
                float[] theta = identity.clone();
                theta[i] = bad;
                Results results = run(c, theta);
                assertFinite(results.output);
                assertFinite(results.imageGradient);
                if (Float.isFinite(bad) && Math.abs(bad) < 1) {
                    assertFinite(results.thetaGradient);
                }
                for (float slope : results.thetaGradient) {
                    assertThat(slope).isNotNaN();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("translations")
    void farPlacesGiveThetaNoGradientUnlessTheImageGoesOn(WarpCase c) {
        boolean slopes = false;
        for (float far : new float[] {3.3f, -4.7f, 1e3f, 1e30f, -1e30f}) {
            Results results = run(c, new float[] {far, far});
            if (c.padding().mode() != Padding.Mode.REFLECTION) {
                assertThat(results.thetaGradient).containsOnly(0);
            }
            slopes |= results.thetaGradient[0] != 0;
        }
        boolean goesOn = c.padding().mode() == Padding.Mode.REFLECTION && c.interpolation() != Interpolation.NEAREST;
        assertThat(slopes).isEqualTo(goesOn);
    }

    static Stream<WarpCase> translations() {
        return cases().filter(c -> c.transform().equals("translation"));
    }

    private record Results(float[] output, float[] imageGradient, float[] thetaGradient) {}

    private static Results run(WarpCase c, float[] theta) {
        float[] image = WarpCase.noise(WarpCase.random(3), c.in().pixels());
        float[] imageGradient = new float[image.length];
        float[] thetaGradient = new float[theta.length];
        float[] ones = new float[c.out().pixels()];
        Arrays.fill(ones, 1);
        c.warp()
                .backward(
                        new WarpBatch(1, 1, FloatBuffer.wrap(image), FloatBuffer.wrap(theta)),
                        FloatBuffer.wrap(ones),
                        WarpGradients.forBoth(FloatBuffer.wrap(imageGradient), FloatBuffer.wrap(thetaGradient)));
        return new Results(c.warp().apply(image, 1, theta), imageGradient, thetaGradient);
    }

    private static void assertFinite(float[] values) {
        for (float value : values) {
            assertThat(value).isFinite();
        }
    }
}
