package org.stn4j.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Composed parameters against maps that are carried out one after the other, in double precision. */
class CompositionTest {
    private static final ImageSize IN = new ImageSize(13, 21);
    private static final ImageSize OUT = new ImageSize(9, 16);

    private static Composition composition(String transform) {
        return Transforms.named(transform).composition().orElseThrow();
    }

    private static WarpCase warpCase(String transform, boolean alignCorners) {
        return new WarpCase(transform, Interpolation.BILINEAR, Padding.ZEROS, alignCorners, IN, OUT);
    }

    /** The families as their formulas say, x and y in normalised coordinates. */
    private static double[] map(String transform, float[] t, double[] at) {
        double x = at[0];
        double y = at[1];
        return switch (transform) {
            case "translation" -> new double[] {x + t[0], y + t[1]};
            case "attention" -> new double[] {t[0] * x + t[1], t[0] * y + t[2]};
            case "similarity" -> new double[] {t[0] * x - t[1] * y + t[2], t[1] * x + t[0] * y + t[3]};
            case "affine" -> new double[] {t[0] * x + t[1] * y + t[2], t[3] * x + t[4] * y + t[5]};
            default -> {
                double w = t[6] * x + t[7] * y + 1;
                yield new double[] {(t[0] * x + t[1] * y + t[2]) / w, (t[3] * x + t[4] * y + t[5]) / w};
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"translation", "attention", "similarity", "affine", "projective"})
    void aComposedWarpLooksWhereTheTwoLookOneAfterTheOther(String transform) {
        RandomGenerator random = WarpCase.random(11);
        for (boolean alignCorners : new boolean[] {false, true}) {
            WarpCase c = warpCase(transform, alignCorners);
            Geometry geometry = c.geometry();
            for (int draw = 0; draw < 20; draw++) {
                float[] soFar = c.theta(random, 0.4);
                float[] further = c.theta(random, 0.4);
                float[][] places = c.warp().coordinates(composition(transform).compose(soFar, further));
                for (int i = 0; i < OUT.pixels(); i++) {
                    double[] output = {
                        geometry.outputOffsetX(i % OUT.width()) / geometry.outputScaleX(),
                        geometry.outputOffsetY(Math.floorDiv(i, OUT.width())) / geometry.outputScaleY()
                    };
                    double[] input = map(transform, soFar, map(transform, further, output));
                    double x = geometry.inputCentreX() + geometry.inputScaleX() * input[0];
                    double y = geometry.inputCentreY() + geometry.inputScaleY() * input[1];
                    double tolerance = 2e-6 * (IN.width() + Math.abs(x) + Math.abs(y));
                    assertThat((double) places[0][i]).isCloseTo(x, within(tolerance));
                    assertThat((double) places[1][i]).isCloseTo(y, within(tolerance));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"translation", "attention", "similarity", "affine", "projective"})
    void theIdentityChangesNothing(String transform) {
        float[] identity = Transforms.named(transform).identity(OUT);
        float[] theta = warpCase(transform, false).theta(WarpCase.random(12), 0.7);
        assertThat(composition(transform).compose(identity, theta)).containsExactly(theta);
        assertThat(composition(transform).compose(theta, identity)).containsExactly(theta);
    }

    @ParameterizedTest
    @ValueSource(strings = {"translation", "attention", "similarity", "affine", "projective"})
    void theInverseLeadsBack(String transform) {
        RandomGenerator random = WarpCase.random(13);
        for (int draw = 0; draw < 20; draw++) {
            float[] theta = warpCase(transform, false).theta(random, 0.4);
            float[] inverse = composition(transform).inverse(theta);
            double[] at = {random.nextDouble(-1, 1), random.nextDouble(-1, 1)};
            double[] back = map(transform, inverse, map(transform, theta, at));
            assertThat(back).containsExactly(at, within(1e-4));
        }
    }

    @Test
    void theInverseOfAMatrixIsThatOfJava2D() throws NoninvertibleTransformException {
        RandomGenerator random = WarpCase.random(14);
        for (int draw = 0; draw < 20; draw++) {
            float[] theta = warpCase("affine", false).theta(random, 0.4);
            AffineTransform inverse =
                    new AffineTransform(theta[0], theta[3], theta[1], theta[4], theta[2], theta[5]).createInverse();
            assertThat(composition("affine").inverse(theta))
                    .containsExactly(
                            new float[] {
                                (float) inverse.getScaleX(),
                                (float) inverse.getShearX(),
                                (float) inverse.getTranslateX(),
                                (float) inverse.getShearY(),
                                (float) inverse.getScaleY(),
                                (float) inverse.getTranslateY()
                            },
                            within(1e-5f));
        }
    }

    @Test
    void thereIsNoWayBackFromALine() {
        for (float[] theta : new float[][] {{1, 2, 0, 2, 4, 0}, {0, 0, 1, 0, 0, 1}, {Float.NaN, 0, 0, 0, 1, 0}}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> composition("affine").inverse(theta))
                    .withMessage("this θ has no inverse: it maps all onto a line or a point");
        }
    }

    @Test
    void smallValuesByHand() {
        assertThat(composition("translation").compose(new float[] {0.5f, 0}, new float[] {0.25f, -1}))
                .containsExactly(0.75f, -1);
        // The shift of the further map is one of a picture that is already twice as large.
        assertThat(composition("attention").compose(new float[] {0.5f, 0.25f, 0}, new float[] {0.5f, 1, 0.5f}))
                .containsExactly(0.25f, 0.75f, 0.25f);
        // Two quarter turns are half a turn.
        assertThat(composition("similarity").compose(new float[] {0, 1, 0, 0}, new float[] {0, 1, 0, 0}))
                .containsExactly(-1, 0, 0, 0);
        // (x, y) to (x + 1, y), and from there divided by x/2 + 1: w is x/2 + 3/2, and everything is divided by 3/2.
        assertThat(composition("projective")
                        .compose(new float[] {1, 0, 0, 0, 1, 0, 0.5f, 0}, new float[] {1, 0, 1, 0, 1, 0, 0, 0}))
                .containsExactly(new float[] {2 / 3f, 0, 2 / 3f, 0, 2 / 3f, 0, 1 / 3f, 0}, within(1e-7f));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tps", "flow", "attention:0.4"})
    void familiesThatAreNotClosedHaveNone(String transform) {
        assertThat(Transforms.named(transform).composition()).isEmpty();
    }

    @Test
    void parametersOfAnotherFamilyAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> composition("attention").compose(new float[3], new float[2]))
                .withMessage("θ of this family has 3 parameters, not 2");
    }
}
