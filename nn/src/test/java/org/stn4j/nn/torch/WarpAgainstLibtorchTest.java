package org.stn4j.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stn4j.warp.Affine;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Padding;
import org.stn4j.warp.Warp;

/**
 * Values and gradients of the warp against libtorch's {@code affine_grid} and {@code grid_sampler}: every interpolation,
 * padding and corner convention that libtorch has, up- and down-sampling, in single precision.
 */
class WarpAgainstLibtorchTest {
    private static final int IMAGES = 2;
    private static final int CHANNELS = 3;
    private static final double RELATIVE = 1e-5;

    /** Share of a pixel that every sample keeps from the kinks, so that rounding cannot carry it across. */
    private static final double FROM_KINKS = 1e-3;

    record Case(Interpolation interpolation, Padding padding, boolean alignCorners, ImageSize in, ImageSize out) {}

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (ImageSize[] sizes : new ImageSize[][] {
            {new ImageSize(9, 7), new ImageSize(9, 7)},
            {new ImageSize(13, 20), new ImageSize(6, 5)},
            {new ImageSize(2, 1), new ImageSize(5, 4)},
            {new ImageSize(40, 33), new ImageSize(3, 2)}
        }) {
            for (Interpolation interpolation : Interpolation.values()) {
                for (Padding padding : List.of(Padding.ZEROS, Padding.BORDER, Padding.REFLECTION)) {
                    for (boolean alignCorners : new boolean[] {false, true}) {
                        cases.add(new Case(interpolation, padding, alignCorners, sizes[0], sizes[1]));
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
            Warp warp = new Warp(new Affine(), new Geometry(c.in, c.out, c.alignCorners), c.interpolation, c.padding);
            float[] theta = smoothTheta(c, warp, random);
            Tensor image = tensor(noise(random, IMAGES * CHANNELS * c.in.pixels()), c.in);
            Tensor weights = tensor(noise(random, IMAGES * CHANNELS * c.out.pixels()), c.out);
            Tensor[] images = {leaf(image), leaf(image)};
            Tensor[] thetas = {
                leaf(vector(theta).view(IMAGES, 6)), leaf(vector(theta).view(IMAGES, 6))
            };

            Tensor ours = WarpFunction.apply(warp, images[0], thetas[0]);
            Tensor grid = torch.affine_grid_generator(
                    thetas[1].view(IMAGES, 2, 3),
                    new long[] {IMAGES, CHANNELS, c.out.height(), c.out.width()},
                    c.alignCorners);
            Tensor theirs = torch.grid_sampler(images[1], grid, mode(c.interpolation), mode(c.padding), c.alignCorners);
            assertAgree("output", ours, theirs);
            ours.mul(weights).sum().backward();
            theirs.mul(weights).sum().backward();
            assertAgree("image gradient", images[0].grad(), images[1].grad());
            assertAgree("theta gradient", thetas[0].grad(), thetas[1].grad());
        }
    }

    private static long mode(Interpolation interpolation) {
        return switch (interpolation) {
            case BILINEAR -> 0;
            case NEAREST -> 1;
            case BICUBIC -> 2;
        };
    }

    private static long mode(Padding padding) {
        return switch (padding.mode()) {
            case CONSTANT -> 0;
            case BORDER -> 1;
            case REFLECTION -> 2;
        };
    }

    private static float[] smoothTheta(Case c, Warp warp, SplittableRandom random) {
        float[] all = new float[IMAGES * 6];
        for (int image = 0; image < IMAGES; image++) {
            float[] theta;
            do {
                theta = new float[] {1, 0, 0, 0, 1, 0};
                for (int i = 0; i < 6; i++) {
                    theta[i] += (float) (0.7 * (2 * random.nextDouble() - 1));
                }
            } while (!isSmooth(c, warp.coordinates(theta)));
            System.arraycopy(theta, 0, all, 6 * image, 6);
        }
        return all;
    }

    private static boolean isSmooth(Case c, float[][] places) {
        for (int axis = 0; axis < 2; axis++) {
            int pixels = axis == 0 ? c.in.width() : c.in.height();
            if (c.alignCorners && pixels == 1) {
                continue;
            }
            for (float place : places[axis]) {
                double twice = 2.0 * place;
                if (Math.abs(twice - Math.rint(twice)) < 2 * FROM_KINKS) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void assertAgree(String what, Tensor actual, Tensor expected) {
        FloatBuffer values = floats(actual);
        FloatBuffer others = floats(expected);
        assertThat(values.capacity()).isEqualTo(others.capacity());
        double largest = 1e-3;
        for (int i = 0; i < others.capacity(); i++) {
            largest = Math.max(largest, Math.abs(others.get(i)));
        }
        for (int i = 0; i < values.capacity(); i++) {
            assertThat((double) values.get(i))
                    .as("%s, number %d", what, i)
                    .isCloseTo(others.get(i), org.assertj.core.data.Offset.offset(RELATIVE * largest));
        }
    }

    private static FloatBuffer floats(Tensor tensor) {
        Tensor plain = tensor.detach().contiguous();
        return new FloatPointer(plain.data_ptr()).capacity(plain.numel()).asBuffer();
    }

    private static Tensor leaf(Tensor values) {
        Tensor leaf = values.clone().detach();
        leaf.set_requires_grad(true);
        return leaf;
    }

    private static Tensor vector(float[] values) {
        return torch.from_blob(new FloatPointer(values), new long[] {values.length})
                .clone();
    }

    private static Tensor tensor(float[] values, ImageSize size) {
        return vector(values).view(IMAGES, CHANNELS, size.height(), size.width());
    }

    private static float[] noise(SplittableRandom random, int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
        return values;
    }
}
