package org.stn4j.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Mapping;
import org.stn4j.warp.Padding;
import org.stn4j.warp.ThinPlateSpline;
import org.stn4j.warp.Transform;
import org.stn4j.warp.Transforms;
import org.stn4j.warp.Warp;

/** The warp of libtorch's operators against the kernels: the same function, written twice. */
class TorchWarpTest {
    private static final ImageSize INPUT = new ImageSize(11, 14);
    private static final ImageSize OUTPUT = new ImageSize(9, 16);

    private PointerScope scope;

    @BeforeEach
    void open() {
        Torch.load();
        Torch.seed(9);
        scope = new PointerScope();
    }

    @AfterEach
    void close() {
        scope.close();
        assertThat(GraphLifetime.held()).isZero();
    }

    static Stream<Arguments> cases() {
        List<Padding> paddings = List.of(Padding.ZEROS, Padding.constant(-0.7f), Padding.BORDER, Padding.REFLECTION);
        return Stream.concat(Transforms.names().stream(), Stream.of("attention:0.6"))
                .flatMap(name -> Stream.of(Interpolation.values())
                        .flatMap(interpolation -> paddings.stream()
                                .flatMap(padding -> Stream.of(true, false)
                                        .map(align -> Arguments.of(name, interpolation, padding, align)))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isTheSameFunctionAsTheKernels(String name, Interpolation interpolation, Padding padding, boolean align) {
        Transform transform = Transforms.named(name);
        Geometry geometry = new Geometry(INPUT, OUTPUT, align);
        Tensor image = torch.rand(3, 2, INPUT.height(), INPUT.width());
        Tensor theta = theta(transform, 3);
        Tensor weights = torch.rand(3, 2, OUTPUT.height(), OUTPUT.width());
        Tensor[] images = {image.clone().set_requires_grad(true), image.clone().set_requires_grad(true)};
        Tensor[] thetas = {theta.clone().set_requires_grad(true), theta.clone().set_requires_grad(true)};
        Warp kernels = new Warp(transform, geometry, interpolation, padding);
        Tensor ours = WarpFunction.apply(kernels, images[0], thetas[0]);
        Tensor theirs;
        try (TorchWarp warp = new TorchWarp(transform, geometry, interpolation, padding, new Device("cpu"))) {
            theirs = warp.apply(images[1], thetas[1]);
        }
        ours.mul(weights).sum().backward();
        theirs.mul(weights).sum().backward();
        assertClose(ours, theirs, 2e-5);
        assertClose(images[0].grad(), images[1].grad(), 2e-5);
        assertClose(thetas[0].grad(), thetas[1].grad(), 1e-4);
    }

    @Test
    void readsThePaddingValueBeyondTheHorizon() {
        Geometry geometry = new Geometry(INPUT, new ImageSize(5, 5), true);
        // w = 1 - y - ..., zero on the last row.
        Tensor theta = torch.tensor(1f, 0f, 0f, 0f, 1f, 0f, 0f, -1f).view(1, 8).set_requires_grad(true);
        try (TorchWarp warp = new TorchWarp(
                Transforms.named("projective"),
                geometry,
                Interpolation.BILINEAR,
                Padding.constant(3),
                new Device("cpu"))) {
            Tensor output = warp.apply(torch.rand(1, 1, 11, 14), theta);
            assertThat(Memory.copy(output.narrow(2, 4, 1))).containsOnly(3f);
            output.sum().backward();
            assertThat(theta.grad().isfinite().all().item_bool()).isTrue();
        }
    }

    /** Bookstein 1989, eq. 7: [[K, P], [Pᵀ, 0]], solved by libtorch for one unit value after another. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theBasisOfASplineIsWhatLibtorchSolvesItsSystemTo(boolean align) {
        int lattice = 4;
        int points = lattice * lattice;
        Geometry geometry = new Geometry(INPUT, OUTPUT, align);
        Tensor controls = Memory.tensor(places(lattice, lattice, 1, 1), points, 2);
        double halfHeight = align ? 1 : 1 - 1.0 / OUTPUT.height();
        double halfWidth = align ? 1 : 1 - 1.0 / OUTPUT.width();
        Tensor pixels =
                Memory.tensor(places(OUTPUT.height(), OUTPUT.width(), halfHeight, halfWidth), OUTPUT.pixels(), 2);
        Tensor affine = torch.cat(new TensorVector(torch.ones(points, 1), controls), 1);
        Tensor system = torch.cat(
                new TensorVector(
                        torch.cat(new TensorVector(bending(controls, controls), affine), 1),
                        torch.cat(new TensorVector(affine.t(), torch.zeros(3, 3)), 1)),
                0);
        Tensor terms =
                torch.cat(new TensorVector(bending(pixels, controls), torch.ones(OUTPUT.pixels(), 1), pixels), 1);
        Tensor expected = torch.mm(
                        terms.to(torch.ScalarType.Double),
                        torch.linalg_inv(system.to(torch.ScalarType.Double)).narrow(1, 0, points))
                .t();

        float[] basis = new ThinPlateSpline(lattice).basis(geometry);

        assertClose(Memory.tensor(basis, points, OUTPUT.pixels()), expected.to(torch.ScalarType.Float), 1e-5);
    }

    /** (x, y) of a lattice, row by row, from minus to plus the given halves. */
    private static float[] places(int rows, int columns, double halfHeight, double halfWidth) {
        float[] places = new float[2 * rows * columns];
        for (int i = 0; i < rows * columns; i++) {
            places[2 * i] = (float) (halfWidth * (2.0 * (i % columns) / (columns - 1) - 1));
            places[2 * i + 1] = (float) (halfHeight * (2.0 * Math.floorDiv(i, columns) / (rows - 1) - 1));
        }
        return places;
    }

    /** r² log r² of all distances. */
    private static Tensor bending(Tensor from, Tensor to) {
        Tensor squares = torch.cdist(from, to).pow(new Scalar(2));
        return squares.mul(squares.add(squares.eq(new Scalar(0))).log());
    }

    @Test
    void takesAnEmptyBatch() {
        Geometry geometry = new Geometry(INPUT, OUTPUT, false);
        for (String name : Transforms.names()) {
            Transform transform = Transforms.named(name);
            try (TorchWarp warp =
                    new TorchWarp(transform, geometry, Interpolation.BILINEAR, Padding.ZEROS, new Device("cpu"))) {
                Tensor output = warp.apply(
                        torch.rand(0, 2, INPUT.height(), INPUT.width()),
                        torch.rand(0, transform.parameterCount(OUTPUT)));
                assertThat(Memory.shape(output)).as(name).isEqualTo("[0, 2, 9, 16]");
            }
        }
    }

    @Test
    void namesTheShapesThatItTakes() {
        Geometry geometry = new Geometry(INPUT, OUTPUT, false);
        Tensor image = torch.rand(2, 1, 11, 14);
        try (TorchWarp warp = new TorchWarp(
                Transforms.named("affine"), geometry, Interpolation.BILINEAR, Padding.ZEROS, new Device("cpu"))) {
            assertThatThrownBy(() -> warp.apply(torch.rand(2, 1, 11, 15), torch.rand(2, 6)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the image of this warp is [N, C, 11, 14], not [2, 1, 11, 15]");
            assertThatThrownBy(() -> warp.apply(image, torch.rand(2, 8)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("theta of 'affine' is [2, 6] for 2 images, not [2, 8]");
            assertThatThrownBy(() -> warp.apply(new Tensor(), torch.rand(2, 6)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("undefined");
        }
    }

    @Test
    void aSplineOfTooManyNumbersIsRefused() {
        Geometry large = new Geometry(INPUT, new ImageSize(2048, 2048), false);
        assertThatThrownBy(() -> new TorchWarp(
                        Transforms.named("tps:23"), large, Interpolation.BILINEAR, Padding.ZEROS, new Device("cpu")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("529 points", "2218786816 numbers");
    }

    @Test
    void saysWhichTransformsItDoesNotKnow() {
        Transform own = new Transform() {
            @Override
            public String name() {
                return "swirl";
            }

            @Override
            public int parameterCount(ImageSize output) {
                return 1;
            }

            @Override
            public float[] identity(ImageSize output) {
                return new float[1];
            }

            @Override
            public Mapping map(Geometry geometry) {
                throw new AssertionError();
            }
        };
        assertThatThrownBy(() -> new TorchWarp(
                        own,
                        new Geometry(INPUT, OUTPUT, false),
                        Interpolation.BILINEAR,
                        Padding.ZEROS,
                        new Device("cpu")))
                .hasMessage("the transform 'swirl' is not one of this library's, and so runs on the CPU only");
    }

    /** Near the identity, partly outside. */
    private static Tensor theta(Transform transform, int n) {
        Tensor identity = torch.empty(1, transform.parameterCount(OUTPUT));
        FloatBuffer values = Memory.floats(identity);
        values.put(0, transform.identity(OUTPUT));
        Tensor noise =
                torch.randn(n, identity.size(1)).mul(new Scalar(transform.name().equals("flow") ? 0.3 : 0.11));
        return identity.add(noise);
    }

    private static void assertClose(Tensor actual, Tensor expected, double tolerance) {
        assertThat(Memory.sizes(actual)).isEqualTo(Memory.sizes(expected));
        float scale = Math.max(1, expected.abs().max().item_float());
        assertThat(actual.sub(expected).abs().max().item_float() / scale).isLessThan((float) tolerance);
    }
}
