package org.stn4j.warp.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stn4j.warp.ChannelOrder;
import org.stn4j.warp.FiniteDifferences;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Padding;
import org.stn4j.warp.WarpBatch;
import org.stn4j.warp.WarpGradients;

/**
 * Volumes against the definition, and both gradients against its finite differences in double precision, for every
 * interpolation, padding and corner convention, on sizes that are odd, small and unequal.
 */
class VolumeWarpTest {
    private static final int CHANNELS = 2;

    record Case(VolumeGeometry geometry, Interpolation interpolation, Padding padding) {
        VolumeWarp warp() {
            return new VolumeWarp(geometry, interpolation, padding);
        }

        ReferenceVolumeWarp reference() {
            return new ReferenceVolumeWarp(geometry, interpolation, padding);
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        VolumeSize[][] sizes = {
            {new VolumeSize(3, 7, 5), new VolumeSize(4, 5, 6)},
            {new VolumeSize(2, 1, 3), new VolumeSize(1, 3, 2)},
            {new VolumeSize(9, 8, 11), new VolumeSize(2, 3, 2)}
        };
        for (VolumeSize[] size : sizes) {
            for (Interpolation interpolation : List.of(Interpolation.BILINEAR, Interpolation.NEAREST)) {
                for (Padding padding :
                        List.of(Padding.ZEROS, Padding.constant(0.7f), Padding.BORDER, Padding.REFLECTION)) {
                    for (boolean alignCorners : new boolean[] {false, true}) {
                        cases.add(new Case(new VolumeGeometry(size[0], size[1], alignCorners), interpolation, padding));
                    }
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithTheDefinition(Case c) {
        SplittableRandom random = new SplittableRandom(c.toString().hashCode());
        float[] volume = noise(random, CHANNELS * c.geometry.input().voxels());
        float[] theta = smoothTheta(c, random);
        assertClose(
                c.warp().apply(volume, CHANNELS, theta),
                c.reference().apply(doubles(volume), CHANNELS, doubles(theta)),
                1e-5);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsAgreeWithFiniteDifferences(Case c) {
        SplittableRandom random = new SplittableRandom(31L * c.toString().hashCode());
        float[] volume = noise(random, CHANNELS * c.geometry.input().voxels());
        float[] theta = smoothTheta(c, random);
        float[] outputGradient = noise(random, CHANNELS * c.geometry.output().voxels());
        float[] volumeGradient = noise(random, volume.length);
        float[] thetaGradient = noise(random, theta.length);
        c.warp()
                .backward(
                        new WarpBatch(1, CHANNELS, FloatBuffer.wrap(volume), FloatBuffer.wrap(theta)),
                        FloatBuffer.wrap(outputGradient),
                        WarpGradients.forBoth(FloatBuffer.wrap(volumeGradient), FloatBuffer.wrap(thetaGradient)));
        double[] volumeValues = doubles(volume);
        double[] thetaValues = doubles(theta);
        Supplier<double[]> output = () -> c.reference().apply(volumeValues, CHANNELS, thetaValues);
        assertClose(volumeGradient, FiniteDifferences.slopes(volumeValues, outputGradient, output), 2e-5);
        assertClose(thetaGradient, FiniteDifferences.slopes(thetaValues, outputGradient, output), 1e-4);
    }

    /** Random parameters for which no sample lies near a kink: a whole voxel, a half one for the nearest, an edge. */
    private static float[] smoothTheta(Case c, SplittableRandom random) {
        for (int attempt = 0; attempt < 100_000; attempt++) {
            float[] theta = VolumeGeometry.identity();
            for (int i = 0; i < theta.length; i++) {
                theta[i] += (float) (0.6 * (2 * random.nextDouble() - 1));
            }
            if (isSmooth(c, doubles(theta))) {
                return theta;
            }
        }
        throw new AssertionError("no smooth parameters found for " + c);
    }

    private static boolean isSmooth(Case c, double[] theta) {
        VolumeSize out = c.geometry.output();
        for (int voxel = 0; voxel < out.voxels(); voxel++) {
            int row = voxel / out.width() % out.height();
            int slice = voxel / (out.width() * out.height());
            double[] place = c.reference().place(theta, slice, row, voxel % out.width());
            for (int axis = 0; axis < 3; axis++) {
                double twice = 2 * place[axis];
                boolean fixed = c.geometry.alignCorners() && c.geometry.inputSide(axis) == 1;
                if (!fixed && Math.abs(twice - Math.rint(twice)) < 5e-4) {
                    return false;
                }
            }
        }
        return true;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theIdentityGivesBackTheInputBitForBit(Case c) {
        VolumeSize size = c.geometry.input();
        VolumeWarp warp =
                new VolumeWarp(new VolumeGeometry(size, size, c.geometry.alignCorners()), c.interpolation, c.padding);
        float[] volume = noise(new SplittableRandom(7), CHANNELS * size.voxels());
        volume[0] = Float.POSITIVE_INFINITY;
        assertThat(warp.apply(volume, CHANNELS, VolumeGeometry.identity())).isEqualTo(volume);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void undefinedPlacesReadThePaddingValueAndFarOnesStayFinite(Case c) {
        float[] volume = noise(new SplittableRandom(3), c.geometry.input().voxels());
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            float[] theta = new float[VolumeGeometry.PARAMETERS];
            Arrays.fill(theta, bad);
            assertThat(c.warp().apply(volume, 1, theta)).containsOnly(c.padding.value());
            assertThat(gradients(c, volume, theta)).containsOnly(0);
        }
        for (float far : new float[] {1e30f, -1e30f, Float.MAX_VALUE, 1e-42f}) {
            for (int i = 0; i < VolumeGeometry.PARAMETERS; i++) {
                float[] theta = VolumeGeometry.identity();
                theta[i] = far;
                for (float value : c.warp().apply(volume, 1, theta)) {
                    assertThat(value).isFinite();
                }
                for (float value : gradients(c, volume, theta)) {
                    assertThat(value).isFinite();
                }
            }
        }
    }

    /** Of the volume, then of θ. */
    private static float[] gradients(Case c, float[] volume, float[] theta) {
        FloatBuffer both = FloatBuffer.allocate(volume.length + theta.length);
        float[] ones = new float[c.geometry.output().voxels()];
        Arrays.fill(ones, 1);
        c.warp()
                .backward(
                        new WarpBatch(1, 1, FloatBuffer.wrap(volume), FloatBuffer.wrap(theta)),
                        FloatBuffer.wrap(ones),
                        WarpGradients.forBoth(both.slice(0, volume.length), both.slice(volume.length, theta.length)));
        return both.array();
    }

    @Test
    void bitsDoNotDependOnTheThreads() {
        VolumeGeometry geometry = new VolumeGeometry(new VolumeSize(20, 25, 30), new VolumeSize(31, 22, 27), false);
        SplittableRandom random = new SplittableRandom(5);
        VolumeWarp many = new VolumeWarp(geometry, Interpolation.BILINEAR, Padding.REFLECTION);
        int images = 2;
        float[] theta = new float[images * VolumeGeometry.PARAMETERS];
        for (int i = 0; i < theta.length; i++) {
            theta[i] = VolumeGeometry.identity()[i % VolumeGeometry.PARAMETERS] + (float) random.nextDouble(-0.3, 0.3);
        }
        float[] volume = noise(random, images * CHANNELS * geometry.input().voxels());
        float[] gradient = noise(random, images * CHANNELS * geometry.output().voxels());
        WarpBatch batch = new WarpBatch(images, CHANNELS, FloatBuffer.wrap(volume), FloatBuffer.wrap(theta));
        List<float[]> results = new ArrayList<>();
        List<VolumeWarp> warps =
                List.of(many.withThreads(1), many, many.withThreads(2), many.withThreads(3), many.withThreads(5), many);
        for (VolumeWarp warp : warps) {
            float[] output = new float[gradient.length];
            float[] volumeGradient = new float[volume.length];
            float[] thetaGradient = new float[theta.length];
            warp.forward(batch, FloatBuffer.wrap(output));
            warp.backward(
                    batch,
                    FloatBuffer.wrap(gradient),
                    WarpGradients.forBoth(FloatBuffer.wrap(volumeGradient), FloatBuffer.wrap(thetaGradient)));
            results.addAll(List.of(output, volumeGradient, thetaGradient));
        }
        for (int i = 3; i < results.size(); i++) {
            assertThat(results.get(i)).isEqualTo(results.get(i % 3));
        }
    }

    @Test
    void wrongCallsAreOneLine() {
        VolumeGeometry geometry = new VolumeGeometry(VolumeSize.cube(3), VolumeSize.cube(2), false);
        assertThatThrownBy(() -> new VolumeWarp(geometry, Interpolation.BICUBIC, Padding.ZEROS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bilinear");
        for (int length : new int[] {26, 28}) {
            assertThatThrownBy(() -> new VolumeWarp(geometry).apply(new float[length], 1, VolumeGeometry.identity()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("volume", "" + length, "27");
        }
        for (int length : new int[] {11, 16}) {
            assertThatThrownBy(() -> new VolumeWarp(geometry).apply(new float[27], 1, new float[length]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("theta", "" + length, "12");
        }
        WarpBatch few = new WarpBatch(1, 1, FloatBuffer.allocate(26), FloatBuffer.wrap(VolumeGeometry.identity()));
        assertThatThrownBy(() -> new VolumeWarp(geometry).forward(few, FloatBuffer.allocate(8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("input", "26", "27");
        WarpBatch elevenNumbers = new WarpBatch(1, 1, FloatBuffer.allocate(27), FloatBuffer.allocate(11));
        assertThatThrownBy(() -> new VolumeWarp(geometry).forward(elevenNumbers, FloatBuffer.allocate(8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("theta", "11", "12");
        WarpBatch last = new WarpBatch(
                1, 2, FloatBuffer.allocate(54), FloatBuffer.wrap(VolumeGeometry.identity()), ChannelOrder.LAST);
        assertThatThrownBy(() -> new VolumeWarp(geometry).forward(last, FloatBuffer.allocate(16)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("volumes are read with the channels first, [N, C, D, H, W], not last");
        assertThatThrownBy(() -> new VolumeWarp(geometry).withThreads(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a warp needs at least one thread, not 0");
        assertThatThrownBy(() -> new VolumeSize(0, 1, 1)).hasMessageContaining("at least one");
        assertThatThrownBy(() -> VolumeSize.parse("3x4")).hasMessageContaining("'3x4'");
        assertThat(VolumeSize.parse("3x4x5")).isEqualTo(new VolumeSize(3, 4, 5));
    }

    private static float[] noise(SplittableRandom random, int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    private static double[] doubles(float[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }

    private static void assertClose(float[] actual, double[] expected, double tolerance) {
        double largest =
                Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElse(0));
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat((double) actual[i])
                    .as("number %d of %d", i, actual.length)
                    .isCloseTo(expected[i], within(tolerance * largest));
        }
    }
}
