package org.stn4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.DoubleSummaryStatistics;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stn4j.warp.Affine;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Projective;
import org.stn4j.warp.ThinPlateSpline;
import org.stn4j.warp.Transform;
import org.stn4j.warp.Warp;

/** Directions by pictures that can be worked out by hand; ranges by many draws, read back from θ. */
class ThetaDrawTest {
    private static final int DRAWS = 20_000;
    private static final Geometry MNIST = geometry(28, 28);
    private static final Geometry MNIST_ON_42 = geometry(28, 42);

    private static Geometry geometry(int input, int output) {
        return new Geometry(new ImageSize(input, input), new ImageSize(output, output), false);
    }

    private static float[] warp(Transform transform, Geometry geometry, float[] theta, float... picture) {
        return new Warp(transform, geometry).apply(picture, 1, theta);
    }

    @Test
    void aPositiveTurnIsClockwise() {
        float[] theta = new float[6];
        SimilarityDraw.write(Math.toRadians(90), 1, 0, 0, geometry(3, 3), theta);
        // The dot at the top goes to the right.
        float[] turned = warp(new Affine(), geometry(3, 3), theta, 0, 1, 0, 0, 0, 0, 0, 0, 0);
        assertThat(turned).containsExactly(new float[] {0, 0, 0, 0, 0, 1, 0, 0, 0}, within(1e-6f));
    }

    @Test
    void thePlaceIsRightAndDown() {
        float[] theta = new float[6];
        SimilarityDraw.write(0, 1, 2, 1, geometry(1, 5), theta);
        float[] moved = warp(new Affine(), geometry(1, 5), theta, 1);
        float[] expected = new float[25];
        expected[3 * 5 + 4] = 1;
        assertThat(moved).containsExactly(expected, within(1e-6f));
    }

    @Test
    void aScaleAboveOneEnlarges() {
        float[] theta = new float[6];
        SimilarityDraw.write(0, 2, 0, 0, geometry(4, 4), theta);
        float[] picture = {0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0};
        float[] enlarged = warp(new Affine(), geometry(4, 4), theta, picture);
        // Output centres lie at ±0.25 and ±0.75 pixels: within the bright square, and a quarter beyond its centres.
        assertThat(enlarged[5]).isEqualTo(1, within(1e-6f));
        assertThat(enlarged[4]).isEqualTo(0.75f, within(1e-6f));
        assertThat(enlarged[0]).isEqualTo(0.5625f, within(1e-6f));
    }

    @Test
    void wideAndHighPicturesAreTurnedInPixels() {
        Geometry wide = new Geometry(new ImageSize(1, 3), new ImageSize(3, 3), false);
        float[] theta = new float[6];
        SimilarityDraw.write(Math.toRadians(90), 1, 0, 0, wide, theta);
        // Left to right becomes top to bottom.
        float[] turned = warp(new Affine(), wide, theta, 0.2f, 0.4f, 0.6f);
        assertThat(turned).containsExactly(new float[] {0, 0.2f, 0, 0, 0.4f, 0, 0, 0.6f, 0}, within(1e-6f));
    }

    @Test
    void rotationReachesNinetyDegreesBothWays() {
        DoubleSummaryStatistics degrees = new DoubleSummaryStatistics();
        float[] theta = new float[6];
        SeededRandom random = new SeededRandom(1);
        for (int i = 0; i < DRAWS; i++) {
            new SimilarityDraw(Math.toRadians(90), 1, 1, 1).draw(random, MNIST, theta);
            degrees.accept(Math.toDegrees(Math.atan2(theta[1], theta[0])));
            assertThat(Math.hypot(theta[0], theta[1])).isEqualTo(1, within(1e-6));
            assertThat(theta[2]).isZero();
            assertThat(theta[5]).isZero();
        }
        assertUniform(degrees, -90, 90);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 1.2})
    void rotationScaleAndPlaceFillRangesAsWideAsTheyAreStrong(double strength) {
        DoubleSummaryStatistics degrees = new DoubleSummaryStatistics();
        DoubleSummaryStatistics scales = new DoubleSummaryStatistics();
        DoubleSummaryStatistics shares = new DoubleSummaryStatistics();
        ThetaDraw draw = new SimilarityDraw(Math.toRadians(45), 0.7, 1.2, 1).atStrength(strength);
        float[] theta = new float[6];
        SeededRandom random = new SeededRandom(2);
        for (int i = 0; i < DRAWS; i++) {
            draw.draw(random, MNIST_ON_42, theta);
            // θ is the inverse, from 42 to 28 pixels a unit.
            double scale = 1.5 / Math.hypot(theta[0], theta[1]);
            double angle = Math.atan2(theta[1], theta[0]);
            degrees.accept(Math.toDegrees(angle));
            scales.accept(scale);
            double x = -scale * 14 * (theta[2] * Math.cos(angle) - theta[5] * Math.sin(angle));
            shares.accept(x / ((42 - 28 * scale) / 2));
        }
        assertUniform(degrees, -45 * strength, 45 * strength);
        assertUniform(scales, 1 - 0.3 * strength, 1 + 0.2 * strength);
        assertUniform(shares, -strength, strength);
    }

    @Test
    void movedCornersLookAtWhatLayAtTheCanvassCorners() {
        double[] corners = {-0.9, -1.1, 1.2, -0.8, 0.7, 1.1, -1.0, 0.6};
        float[] h = new float[8];
        ProjectiveDraw.write(corners, 0.75, MNIST_ON_42, h);
        // A canvas of 42 pixels reaches so far beyond a picture of 28 that is shown at three quarters of its size.
        double[] square = {-2, -2, 2, -2, 2, 2, -2, 2};
        for (int i = 0; i < 8; i += 2) {
            double x = corners[i];
            double y = corners[i + 1];
            double w = h[6] * x + h[7] * y + 1;
            assertThat((h[0] * x + h[1] * y + h[2]) / w).isEqualTo(square[i], within(1e-5));
            assertThat((h[3] * x + h[4] * y + h[5]) / w).isEqualTo(square[i + 1], within(1e-5));
        }
    }

    @Test
    void unmovedCornersPutThePictureInTheMiddle() {
        float[] theta = new float[8];
        ProjectiveDraw.write(new double[] {-1, -1, 1, -1, 1, 1, -1, 1}, 1, geometry(2, 4), theta);
        float[] placed = warp(new Projective(), geometry(2, 4), theta, 0.1f, 0.2f, 0.3f, 0.4f);
        assertThat(placed)
                .containsExactly(
                        new float[] {0, 0, 0, 0, 0, 0.1f, 0.2f, 0, 0, 0.3f, 0.4f, 0, 0, 0, 0, 0}, within(1e-6f));
    }

    @Test
    void cornersMoveByFivePixels() {
        // Without scale; where the top left corner of the canvas goes, from the inverse of θ.
        ProjectiveDraw draw = new ProjectiveDraw(5 / 42.0, 1, 1);
        SeededRandom random = new SeededRandom(3);
        float[] h = new float[8];
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < DRAWS; i++) {
            draw.draw(random, MNIST_ON_42, h);
            double[] corner = solve(h, -1.5, -1.5);
            double movedPixels = corner[0] * 21 + 21;
            sum += movedPixels;
            squares += movedPixels * movedPixels;
        }
        // A little below 5 and off the middle, since corners that turn the picture over are drawn again.
        assertThat(Math.sqrt(squares / DRAWS)).isBetween(4.8, 5.05);
        assertThat(sum / DRAWS).isEqualTo(0, within(0.25));
    }

    /** The canvas place that looks at (x, y): Cramer's rule on the two linear equations. */
    private static double[] solve(float[] h, double x, double y) {
        double a = h[0] - h[6] * x;
        double b = h[1] - h[7] * x;
        double c = h[3] - h[6] * y;
        double d = h[4] - h[7] * y;
        double p = x - h[2];
        double q = y - h[5];
        double det = a * d - b * c;
        return new double[] {(p * d - b * q) / det, (a * q - p * c) / det};
    }

    @Test
    void projectiveScaleFillsItsRange() {
        DoubleSummaryStatistics scales = new DoubleSummaryStatistics();
        SeededRandom random = new SeededRandom(4);
        float[] h = new float[8];
        for (int i = 0; i < DRAWS; i++) {
            new ProjectiveDraw(0, 0.75, 1).draw(random, MNIST_ON_42, h);
            scales.accept(1.5 / h[0]);
        }
        assertUniform(scales, 0.75, 1);
    }

    /** MNIST's digits fill 20 of the 28 pixels. */
    @Test
    void movedDigitsAreOnTheCanvas() {
        SeededRandom random = new SeededRandom(8);
        float[] h = new float[8];
        int outside = 0;
        for (int i = 0; i < DRAWS; i++) {
            new ProjectiveDraw(5 / 42.0, 0.75, 1).draw(random, MNIST_ON_42, h);
            for (double[] corner : new double[][] {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}) {
                double[] place = solve(h, corner[0] * 20 / 28, corner[1] * 20 / 28);
                outside += Math.abs(place[0]) > 1 || Math.abs(place[1]) > 1 ? 1 : 0;
            }
        }
        assertThat(outside / (4.0 * DRAWS)).isLessThan(0.01);
    }

    @Test
    void noPictureIsTurnedOver() {
        SeededRandom random = new SeededRandom(5);
        float[] h = new float[8];
        for (int i = 0; i < DRAWS; i++) {
            new ProjectiveDraw(5 / 42.0, 0.75, 1).draw(random, MNIST_ON_42, h);
            double[] left = solve(h, -1, -1);
            double[] right = solve(h, 1, -1);
            double[] below = solve(h, 1, 1);
            double cross = (right[0] - left[0]) * (below[1] - right[1]) - (right[1] - left[1]) * (below[0] - right[0]);
            assertThat(cross).isPositive();
        }
    }

    @Test
    void withoutNoiseElasticIsAZoom() {
        float[] theta = new float[32];
        new ElasticDraw(0, 0.5, 0.5).draw(new SeededRandom(6), geometry(4, 4), theta);
        float[] picture = {0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0};
        float[] smaller = warp(new ThinPlateSpline(4), geometry(4, 4), theta, picture);
        // Half the size: output centres at ±0.5 and ±1.5 look at ±1 and ±3 pixels from the middle.
        assertThat(smaller[5]).isEqualTo(0.25f, within(1e-5f));
        assertThat(smaller[0]).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.75, 1})
    void elasticPointsMoveByOneAndAHalfPixelsOfTheCanvas(double scale) {
        SeededRandom random = new SeededRandom(7);
        float[] theta = new float[32];
        float[] identity = new ThinPlateSpline(4).identity(new ImageSize(28, 28));
        double squares = 0;
        for (int i = 0; i < DRAWS; i++) {
            new ElasticDraw(1.5 / 28, scale, scale).draw(random, MNIST, theta);
            for (int k = 0; k < 32; k++) {
                double movedPixels = (theta[k] * scale - identity[k]) * 14;
                squares += movedPixels * movedPixels;
            }
        }
        assertThat(Math.sqrt(squares / DRAWS / 32)).isEqualTo(1.5, within(0.01));
    }

    @Test
    void elasticScaleFillsItsRange() {
        DoubleSummaryStatistics scales = new DoubleSummaryStatistics();
        SeededRandom random = new SeededRandom(8);
        float[] theta = new float[32];
        for (int i = 0; i < DRAWS; i++) {
            new ElasticDraw(0, 0.75, 1).draw(random, MNIST, theta);
            scales.accept(-1 / theta[0]);
        }
        assertUniform(scales, 0.75, 1);
    }

    private static void assertUniform(DoubleSummaryStatistics values, double from, double to) {
        Offset<Double> tip = within((to - from) * 0.002);
        assertThat(values.getMin()).isEqualTo(from, tip);
        assertThat(values.getMax()).isEqualTo(to, tip);
        assertThat(values.getMin()).isGreaterThanOrEqualTo(from - 1e-5);
        assertThat(values.getMax()).isLessThanOrEqualTo(to + 1e-5);
        assertThat(values.getAverage()).isEqualTo((from + to) / 2, within((to - from) * 0.012));
    }
}
