package org.stn4j.train.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.stn4j.data.Dataset;
import org.stn4j.data.ImageShape;
import org.stn4j.data.SeededRandom;
import org.stn4j.data.digits.DigitsDataset;
import org.stn4j.warp.Affine;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Warp;
import org.stn4j.warp.volume.VolumeGeometry;
import org.stn4j.warp.volume.VolumeSize;
import org.stn4j.warp.volume.VolumeWarp;

/** Digits as bodies, against the library's own warps. */
class ExtrudedTest {
    private static final int SIDE = Extruded.SIDE;
    private static final int SLICE = SIDE * SIDE;

    private final Dataset digits = new DigitsDataset(4, 30);

    /** A generator that draws these numbers, from -1 for the lower end of a range to 1 for the upper. */
    private static RandomGenerator drawing(Double... numbers) {
        Iterator<Double> left = List.of(numbers).iterator();
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new AssertionError("only numbers from 0 to 1 are drawn");
            }

            @Override
            public double nextDouble() {
                return (left.next() + 1) / 2;
            }
        };
    }

    private float[] draw(int index, RandomGenerator random) {
        float[] cube = new float[SIDE * SLICE];
        new Extruded().apply(digits, index, random, cube, 0);
        return cube;
    }

    @Test
    void withoutATurnItIsTheDigitInSixSlices() {
        float[] digit = new float[digits.shape().values()];
        digits.read(3, digit, 0);
        // The canvas of 30 voxels shows 37.5 pixels of the digit's 28.
        float scale = 30 / 0.8f / 28;
        float[] expected = new Warp(new Affine(), new Geometry(new ImageSize(28, 28), new ImageSize(SIDE, SIDE), false))
                .apply(digit, 1, new float[] {scale, 0, 0, 0, scale, 0});
        float[] cube = draw(3, drawing(0.0, 0.0, 0.0, 0.0, 0.0, 0.0));
        for (int slice = 0; slice < SIDE; slice++) {
            float[] there = Arrays.copyOfRange(cube, slice * SLICE, (slice + 1) * SLICE);
            if (slice < 12 || slice > 17) {
                assertThat(there).containsOnly(0);
            } else {
                assertThat(there).containsExactly(expected, within(1e-5f));
            }
        }
    }

    /** A turned body is what the warp of volumes makes of the unturned one, but for what interpolating twice blurs. */
    @Test
    void aTurnedOneIsAWarpOfTheUnturnedOne() {
        double x = Math.toRadians(30);
        double y = Math.toRadians(-48);
        double z = Math.toRadians(22.5);
        float[] turned = draw(5, drawing(0.5, -0.8, 0.5, 0.4, -1.0, 0.7));
        double[] shift = {1.2, -3, 2.1};
        double[][] turn = product(
                product(
                        new double[][] {{Math.cos(z), -Math.sin(z), 0}, {Math.sin(z), Math.cos(z), 0}, {0, 0, 1}},
                        new double[][] {{Math.cos(y), 0, Math.sin(y)}, {0, 1, 0}, {-Math.sin(y), 0, Math.cos(y)}}),
                new double[][] {{1, 0, 0}, {0, Math.cos(x), -Math.sin(x)}, {0, Math.sin(x), Math.cos(x)}});
        float[] theta = new float[VolumeGeometry.PARAMETERS];
        for (int to = 0; to < 3; to++) {
            for (int from = 0; from < 3; from++) {
                theta[4 * to + from] = (float) turn[from][to];
                theta[4 * to + 3] -= (float) (turn[from][to] * shift[from] / (SIDE / 2.0));
            }
        }
        VolumeSize cube = VolumeSize.cube(SIDE);
        float[] expected = new VolumeWarp(new VolumeGeometry(cube, cube, false))
                .apply(draw(5, drawing(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)), 1, theta);
        double difference = 0;
        double ink = 0;
        for (int i = 0; i < turned.length; i++) {
            difference += Math.abs(turned[i] - expected[i]);
            ink += turned[i];
        }
        assertThat(ink).isGreaterThan(200);
        assertThat(difference / ink).isLessThan(0.25);
    }

    private static double[][] product(double[][] a, double[][] b) {
        double[][] product = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 3; k++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }

    @Test
    void theStreamDecidesAndNothingLeavesTheCube() {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int seed = 0; seed < 40; seed++) {
            float[] cube = draw(7, new SeededRandom(seed));
            assertThat(cube).isEqualTo(draw(7, new SeededRandom(seed)));
            double ink = 0;
            for (float value : cube) {
                assertThat(value).isBetween(0f, 1f);
                ink += value;
            }
            least = Math.min(least, ink);
            most = Math.max(most, ink);
        }
        assertThat(least / most).isGreaterThan(0.93);
    }

    @Test
    void wrongCalls() {
        assertThat(new Extruded().output(digits.shape())).isEqualTo(new ImageShape(SIDE, SIDE, SIDE));
        assertThatIllegalArgumentException().isThrownBy(() -> new Extruded().output(new ImageShape(3, 28, 28)));
        assertThatThrownBy(() -> new Extruded().apply(digits, 0, new SeededRandom(1), new float[SIDE * SLICE], 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
