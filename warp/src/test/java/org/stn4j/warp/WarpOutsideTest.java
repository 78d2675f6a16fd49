package org.stn4j.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How far samples lie outside, against the definition and its finite differences in double precision. */
class WarpOutsideTest {
    private static final float[] ONE = {1};
    private static final Warp ATTENTION =
            new Warp(new Attention(), new Geometry(new ImageSize(50, 50), new ImageSize(100, 100), false));

    static Stream<WarpCase> cases() {
        // Of several tiles; those with many parameters would take long to be differentiated one by one there.
        Stream<WarpCase> large = WarpCase.all(new ImageSize(9, 12), new ImageSize(70, 90)).stream()
                .filter(c -> c.family().parameterCount(c.out()) <= 18);
        return Stream.concat(WarpCase.all(new ImageSize(7, 5), new ImageSize(5, 6)).stream(), large)
                .filter(c -> c.interpolation() == Interpolation.BILINEAR
                        && c.padding().equals(Padding.ZEROS));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void reachAndGradientAreThoseOfTheDefinition(WarpCase c) {
        RandomGenerator random = WarpCase.random(c.toString().hashCode());
        float[] theta = c.theta(random, 0.6);
        // Far away as well.
        theta[theta.length / 2] += 2;
        float[] gradient = WarpCase.noise(random, theta.length);

        double reach = c.warp().outsideReach(FloatBuffer.wrap(theta), 1, FloatBuffer.wrap(gradient));

        double[] values = WarpCase.doubles(theta);
        Supplier<double[]> definition = () -> new double[] {definition(c, values)};
        assertThat(reach).isGreaterThan(1e-3).isCloseTo(definition.get()[0], within(1e-5 * Math.max(1, reach)));
        double[] slopes = FiniteDifferences.slopes(values, ONE, definition);
        for (int i = 0; i < slopes.length; i++) {
            assertThat((double) gradient[i])
                    .as("parameter %d", i)
                    .isCloseTo(slopes[i], within(1e-4 * Math.max(1, Math.abs(slopes[i]))));
        }
    }

    private static double definition(WarpCase c, double[] theta) {
        double sum = 0;
        for (int row = 0; row < c.out().height(); row++) {
            for (int column = 0; column < c.out().width(); column++) {
                double[] place = c.reference().place(theta, row, column);
                double dx = distance(place[0], c.in().width());
                double dy = distance(place[1], c.in().height());
                sum += Math.sqrt(1 + dx * dx + dy * dy) - 1;
            }
        }
        return sum / c.out().pixels();
    }

    /** Of a pixel coordinate from the pixels' edges, in halves of the side. */
    private static double distance(double place, int side) {
        double before = -0.5 - place;
        double behind = place - (side - 0.5);
        return Math.max(0, Math.max(before, behind)) / (side / 2.0);
    }

    @Test
    void itIsTheMeanOverTheImages() {
        float[] theta = {1, 0, 0, 0.5f, 4, 0, 0.5f, 4, 0, Float.NaN, 0, 0};
        float[] gradient = new float[theta.length];
        double one = ATTENTION.outsideReach(FloatBuffer.wrap(theta, 3, 3).slice(), 1, FloatBuffer.wrap(new float[3]));

        double mean = ATTENTION.outsideReach(FloatBuffer.wrap(theta), 4, FloatBuffer.wrap(gradient));

        // The middle of the window lies 3 halves of the image beyond its edge.
        assertThat(one).isCloseTo(Math.sqrt(10) - 1, within(0.01));
        assertThat(mean).isCloseTo(2 * one / 4, within(1e-9));
        assertThat(gradient[4]).isCloseTo((float) (3 / Math.sqrt(10) / 4), within(0.001f));
        assertThat(gradient[7]).isEqualTo(gradient[4]);
        // All inside, and without a place.
        assertThat(gradient).startsWith(0, 0, 0).endsWith(0, 0, 0);
    }

    @Test
    void itHasTheSameBitsForAnyNumberOfThreads() {
        float[] theta = WarpCase.noise(WarpCase.random(5), 3 * 40);
        float[] alone = new float[theta.length];
        float[] together = new float[theta.length];

        double first = ATTENTION.withThreads(1).outsideReach(FloatBuffer.wrap(theta), 40, FloatBuffer.wrap(alone));
        double second = ATTENTION.withThreads(3).outsideReach(FloatBuffer.wrap(theta), 40, FloatBuffer.wrap(together));

        assertThat(second).isEqualTo(first).isPositive();
        assertThat(together).isEqualTo(alone);
    }

    @Test
    void buffersHoldAllImages() {
        FloatBuffer six = FloatBuffer.allocate(6);
        FloatBuffer five = FloatBuffer.allocate(5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ATTENTION.outsideReach(five, 2, six))
                .withMessageContaining("theta holds 5 numbers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ATTENTION.outsideReach(six, 2, five))
                .withMessageContaining("theta gradient holds 5 numbers");
        assertThatIllegalArgumentException().isThrownBy(() -> ATTENTION.outsideReach(six, -1, six));
        assertThat(ATTENTION.outsideReach(FloatBuffer.allocate(0), 0, FloatBuffer.allocate(0)))
                .isZero();
    }
}
