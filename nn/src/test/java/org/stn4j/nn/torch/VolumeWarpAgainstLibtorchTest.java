package org.stn4j.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Padding;
import org.stn4j.warp.WarpBatch;
import org.stn4j.warp.WarpGradients;
import org.stn4j.warp.volume.VolumeGeometry;
import org.stn4j.warp.volume.VolumeSize;
import org.stn4j.warp.volume.VolumeWarp;

/**
 * Values and both gradients of the warp of volumes against libtorch's {@code affine_grid} and {@code grid_sampler} on
 * five axes, in double precision: every interpolation, padding and corner convention that libtorch has there.
 */
class VolumeWarpAgainstLibtorchTest {
    private static final int VOLUMES = 2;
    private static final int CHANNELS = 3;
    /** Ours are sums in double precision that are rounded once, or for the volume's gradient once for each term. */
    private static final double RELATIVE = 1e-6;
    /** Share of a voxel that every sample keeps from the kinks: both sides compute in double precision. */
    private static final double FROM_KINKS = 1e-6;

    record Case(Interpolation interpolation, Padding padding, VolumeGeometry geometry) {
        VolumeSize in() {
            return geometry.input();
        }

        VolumeSize out() {
            return geometry.output();
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (VolumeSize[] sizes : new VolumeSize[][] {
            {new VolumeSize(6, 9, 7), new VolumeSize(6, 9, 7)},
            {new VolumeSize(13, 5, 20), new VolumeSize(4, 6, 5)},
            {new VolumeSize(2, 1, 3), new VolumeSize(1, 5, 4)},
            {VolumeSize.cube(17), new VolumeSize(2, 3, 1)}
        }) {
            for (Interpolation interpolation : List.of(Interpolation.BILINEAR, Interpolation.NEAREST)) {
                for (Padding padding :
                        List.of(Padding.ZEROS, Padding.constant(0.7f), Padding.BORDER, Padding.REFLECTION)) {
                    for (boolean alignCorners : new boolean[] {false, true}) {
                        cases.add(
                                new Case(interpolation, padding, new VolumeGeometry(sizes[0], sizes[1], alignCorners)));
                    }
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valuesAndGradientsAgree(Case c) {
        Torch.load();
        try (PointerScope scope = new PointerScope()) {
            SplittableRandom random = new SplittableRandom(c.toString().hashCode());
            float[] volumes = noise(random, VOLUMES * CHANNELS * c.in().voxels());
            float[] weights = noise(random, VOLUMES * CHANNELS * c.out().voxels());
            float[] theta = smoothTheta(c, random);

            Tensor volumeLeaf = doubles(volumes, VOLUMES, CHANNELS, c.in()).set_requires_grad(true);
            Tensor thetaLeaf = doubles(theta).view(VOLUMES, 3, 4).set_requires_grad(true);
            Tensor theirs = TorchWarp.sample(
                    volumeLeaf, grid(c, thetaLeaf, VOLUMES), c.interpolation, c.padding, c.geometry.alignCorners());
            theirs.mul(doubles(weights, VOLUMES, CHANNELS, c.out())).sum().backward();

            VolumeWarp warp = new VolumeWarp(c.geometry, c.interpolation, c.padding);
            WarpBatch batch = new WarpBatch(VOLUMES, CHANNELS, FloatBuffer.wrap(volumes), FloatBuffer.wrap(theta));
            FloatBuffer output = FloatBuffer.allocate(weights.length);
            FloatBuffer volumeGradient = FloatBuffer.allocate(volumes.length);
            FloatBuffer thetaGradient = FloatBuffer.allocate(theta.length);
            warp.forward(batch, output);
            warp.backward(batch, FloatBuffer.wrap(weights), WarpGradients.forBoth(volumeGradient, thetaGradient));

            assertAgree("output", output, theirs);
            assertAgree("volume gradient", volumeGradient, volumeLeaf.grad());
            assertAgree("theta gradient", thetaGradient, thetaLeaf.grad());
        }
    }

    private static Tensor grid(Case c, Tensor theta, int volumes) {
        VolumeSize out = c.out();
        return torch.affine_grid_generator(
                theta,
                new long[] {volumes, CHANNELS, out.depth(), out.height(), out.width()},
                c.geometry.alignCorners());
    }

    /** Random parameters for which no sample lies near a kink: a whole voxel, a half one for the nearest. */
    private static float[] smoothTheta(Case c, SplittableRandom random) {
        float[] all = new float[VOLUMES * VolumeGeometry.PARAMETERS];
        for (int volume = 0; volume < VOLUMES; volume++) {
            float[] theta;
            do {
                theta = VolumeGeometry.identity();
                for (int i = 0; i < theta.length; i++) {
                    theta[i] += (float) random.nextDouble(-0.6, 0.6);
                }
            } while (!isSmooth(c, theta));
            System.arraycopy(theta, 0, all, volume * theta.length, theta.length);
        }
        return all;
    }

    private static boolean isSmooth(Case c, float[] theta) {
        double[] places = values(grid(c, doubles(theta).view(1, 3, 4), 1));
        int[] sides = {c.in().width(), c.in().height(), c.in().depth()};
        for (int i = 0; i < places.length; i++) {
            int side = sides[i % 3];
            double voxels = c.geometry.alignCorners() ? side - 1 : side;
            double twice = (places[i] + 1) * voxels - (c.geometry.alignCorners() ? 0 : 1);
            if (voxels > 0 && Math.abs(twice - Math.rint(twice)) < 2 * FROM_KINKS) {
                return false;
            }
        }
        return true;
    }

    private static void assertAgree(String what, FloatBuffer actual, Tensor expected) {
        double[] values = values(expected);
        assertThat(actual.capacity()).as(what).isEqualTo(values.length);
        double largest = 1e-3;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < values.length; i++) {
            if (!(Math.abs(actual.get(i) - values[i]) <= RELATIVE * largest)) {
                throw new AssertionError(
                        what + ", number " + i + ": " + actual.get(i) + ", where libtorch has " + values[i]);
            }
        }
    }

    private static double[] values(Tensor tensor) {
        double[] values = new double[(int) tensor.numel()];
        tensor.detach().contiguous().data_ptr_double().get(values);
        return values;
    }

    private static Tensor doubles(float[] values, int volumes, int channels, VolumeSize size) {
        return doubles(values).view(volumes, channels, size.depth(), size.height(), size.width());
    }

    private static Tensor doubles(float[] values) {
        return Tensor.create(values, values.length).to(torch.ScalarType.Double);
    }

    private static float[] noise(SplittableRandom random, int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }
}
