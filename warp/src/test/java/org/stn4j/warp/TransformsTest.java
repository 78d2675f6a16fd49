package org.stn4j.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransformsTest {
    private static final ImageSize SIZE = new ImageSize(4, 5);

    @ParameterizedTest
    @CsvSource({
        "translation,2",
        "attention,3",
        "attention:0.25,2",
        "attention:1,2",
        "similarity,4",
        "affine,6",
        "projective,8",
        "tps,32",
        "tps:3,18",
        "flow,40"
    })
    void namesAndParameterCounts(String name, int parameters) {
        Transform transform = Transforms.named(name);
        assertThat(transform.name()).isEqualTo(name);
        assertThat(transform.parameterCount(SIZE)).isEqualTo(parameters);
        assertThat(transform.identity(SIZE)).hasSize(parameters);
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Transforms.named("afine"))
                .withMessageContaining("'afine'")
                .withMessageContaining("affine");
        assertThatIllegalArgumentException().isThrownBy(() -> Transforms.named("tps:1"));
        assertThatIllegalArgumentException().isThrownBy(() -> Transforms.named("tps:99"));
        for (String lattice : new String[] {"five", "2.5", "", "99999999999"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Transforms.find("tps:" + lattice))
                    .withMessage("the lattice of a thin-plate spline is a whole number, such as tps:5, not '" + lattice
                            + "'");
        }
        assertThat(Transforms.find("afine")).isEmpty();
        for (String scale : new String[] {"0", "1.5", "-1", "NaN", "half", ""}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Transforms.named("attention:" + scale))
                    .withMessageContainingAll("fixed scale", "attention:0.5")
                    .withMessageNotContaining("\n");
        }
        assertThat(Transforms.named("attention:0.50")).isEqualTo(new FixedAttention(0.5));
        assertThat(new FixedAttention(1e-3).name()).isEqualTo("attention:0.001");
    }

    @Test
    void translationByOnePixelReadsTheNeighbour() {
        // Five columns span 2 units: one pixel is 0.4. Looking right moves the picture left.
        float[] row = {1, 2, 3, 4, 5};
        Warp warp = new Warp(new Translation(), new Geometry(new ImageSize(1, 5), new ImageSize(1, 5), false));
        assertThat(warp.apply(row, 1, new float[] {0.4f, 0}))
                .containsExactly(new float[] {2, 3, 4, 5, 0}, within(1e-6f));
        Warp aligned = new Warp(new Translation(), new Geometry(new ImageSize(1, 5), new ImageSize(1, 5), true));
        assertThat(aligned.apply(row, 1, new float[] {0.5f, 0}))
                .containsExactly(new float[] {2, 3, 4, 5, 0}, within(1e-6f));
    }

    @Test
    void aQuarterTurnReadsColumnsAsRows() {
        // x_in = -y, y_in = x: the output's left column looks at the input's top row, turned.
        float[] image = {1, 2, 3, 4};
        Warp warp = new Warp(new Affine(), new Geometry(new ImageSize(2, 2), new ImageSize(2, 2), false));
        assertThat(warp.apply(image, 1, new float[] {0, -1, 0, 1, 0, 0})).containsExactly(2, 4, 1, 3);
    }

    @Test
    void attentionBelowOneLooksCloser() {
        float[] image = {0, 0, 0, 0, 0, 5, 6, 0, 0, 7, 8, 0, 0, 0, 0, 0};
        Warp warp = new Warp(new Attention(), new Geometry(new ImageSize(4, 4), new ImageSize(2, 2), false));
        assertThat(warp.apply(image, 1, new float[] {0.5f, 0, 0})).containsExactly(5, 6, 7, 8);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMatrixOfPixelsLooksWhereJava2DPutsThem(boolean alignCorners) {
        Geometry geometry = new Geometry(new ImageSize(13, 21), new ImageSize(9, 16), alignCorners);
        AffineTransform outputToInput = AffineTransform.getRotateInstance(0.4, 7.5, 4);
        outputToInput.preConcatenate(new AffineTransform(1.3, 0.2, -0.4, 0.9, 2.5, -1));
        double[] matrix = {
            outputToInput.getScaleX(),
            outputToInput.getShearX(),
            outputToInput.getTranslateX(),
            outputToInput.getShearY(),
            outputToInput.getScaleY(),
            outputToInput.getTranslateY()
        };
        float[] theta = Affine.ofPixels(matrix, geometry);
        float[][] places = new Warp(new Affine(), geometry).coordinates(theta);
        for (int i = 0; i < 9 * 16; i++) {
            Point2D expected = outputToInput.transform(new Point2D.Double(i % 16, Math.floorDiv(i, 16)), null);
            assertThat((double) places[0][i]).isCloseTo(expected.getX(), within(2e-5));
            assertThat((double) places[1][i]).isCloseTo(expected.getY(), within(2e-5));
        }
        Geometry same = new Geometry(SIZE, SIZE, alignCorners);
        assertThat(Affine.ofPixels(new double[] {1, 0, 0, 0, 1, 0}, same)).containsExactly(1, 0, 0, 0, 1, 0);
    }

    @Test
    void matricesOfPixelsThatSayNothingAreRefused() {
        Geometry geometry = new Geometry(new ImageSize(1, 5), SIZE, true);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Affine.ofPixels(new double[9], geometry))
                .withMessage("a 2x3 matrix is six numbers, not 9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Affine.ofPixels(new double[6], geometry))
                .withMessageContaining("1x5 with aligned corners");
    }

    @Test
    void aQuadrilateralIsHitAtItsCorners() {
        double[] corners = {-0.7, -0.5, 0.6, -0.8, 0.9, 0.7, -0.4, 0.8};
        float[] theta = Projective.toQuadrilateral(corners);
        Geometry geometry = new Geometry(new ImageSize(101, 201), new ImageSize(2, 2), true);
        float[][] places = new Warp(new Projective(), geometry).coordinates(theta);
        int[] order = {0, 1, 3, 2};
        for (int i = 0; i < 4; i++) {
            assertThat(places[0][i] / 100.0 - 1).isCloseTo(corners[2 * order[i]], within(1e-4));
            assertThat(places[1][i] / 50.0 - 1).isCloseTo(corners[2 * order[i] + 1], within(1e-4));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Projective.toQuadrilateral(new double[] {0, 0, 1, 1, 2, 2, 0, 1}))
                .withMessageContaining("one line");
    }

    @Test
    void aSplineHitsItsControlPoints() {
        ThinPlateSpline spline = new ThinPlateSpline();
        Geometry geometry = new Geometry(new ImageSize(7, 7), new ImageSize(4, 4), true);
        float[] theta = spline.identity(geometry.output());
        theta[5] += 0.25f;
        theta[16 + 5] -= 0.5f;
        // With aligned corners, the 4x4 output pixels are the control points.
        float[][] places = new Warp(spline, geometry).coordinates(theta);
        for (int i = 0; i < 16; i++) {
            assertThat(places[0][i]).isCloseTo((theta[i] + 1) * 3, within(1e-5f));
            assertThat(places[1][i]).isCloseTo((theta[16 + i] + 1) * 3, within(1e-5f));
        }
    }

    /** The influence of the control points is tabulated for small outputs, and computed row by row for large ones. */
    @Test
    void aSplineIsTheSameForOutputsTooLargeForATable() {
        WarpCase large = new WarpCase(
                "tps",
                Interpolation.BILINEAR,
                Padding.ZEROS,
                false,
                new ImageSize(300, 200),
                new ImageSize(1023, 1101));
        RandomGenerator random = WarpCase.random(5);
        float[] theta = large.theta(random, 0.3);
        float[][] places = large.warp().coordinates(theta);
        double tolerance = 1e-6 * 300;
        for (int i = 0; i < 500; i++) {
            int row = random.nextInt(1023);
            int column = random.nextInt(1101);
            double[] expected = large.reference().place(WarpCase.doubles(theta), row, column);
            assertThat((double) places[0][row * 1101 + column]).isCloseTo(expected[0], within(tolerance));
            assertThat((double) places[1][row * 1101 + column]).isCloseTo(expected[1], within(tolerance));
        }
    }
}
