package org.stn4j.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stn4j.warp.volume.VolumeGeometry;
import org.stn4j.warp.volume.VolumeSize;
import org.stn4j.warp.volume.VolumeWarp;

/** The bridge for volumes within a graph, against libtorch's own operators and autograd. */
class VolumeWarpFunctionTest {
    private static final VolumeSize IN = new VolumeSize(5, 7, 6);
    private static final VolumeSize OUT = new VolumeSize(4, 3, 8);
    private static final VolumeWarp WARP = new VolumeWarp(new VolumeGeometry(IN, OUT, false));

    private PointerScope scope;

    @BeforeEach
    void open() {
        Torch.load();
        Torch.seed(5);
        scope = new PointerScope();
    }

    @AfterEach
    void close() {
        scope.close();
        assertThat(GraphLifetime.held()).isZero();
    }

    @Test
    void passesGradientsOnToWhatMadeItsInputs() {
        Tensor volume = torch.rand(3, 2, 5, 7, 6);
        Tensor theta = theta(3);
        Tensor weights = torch.rand(3, 2, 4, 3, 8);
        Tensor[] outputs = new Tensor[2];
        Tensor[] volumes = new Tensor[2];
        Tensor[] thetas = new Tensor[2];
        for (int i = 0; i < 2; i++) {
            volumes[i] = volume.clone().set_requires_grad(true);
            thetas[i] = theta.clone().set_requires_grad(true);
            // Neither contiguous nor a leaf.
            Tensor made =
                    volumes[i].mul(new Scalar(2.0)).transpose(2, 4).contiguous().transpose(2, 4);
            Tensor where = thetas[i].mul(new Scalar(0.9));
            outputs[i] = i == 0 ? VolumeWarpFunction.apply(WARP, made, where) : libtorch(made, where);
            outputs[i].square().mul(weights).sum().backward();
        }
        assertClose(outputs[0], outputs[1], 1e-5);
        assertClose(volumes[0].grad(), volumes[1].grad(), 1e-5);
        assertClose(thetas[0].grad(), thetas[1].grad(), 1e-4);
    }

    @Test
    void computesOnlyTheGradientThatIsAskedFor() {
        Tensor volume = torch.rand(2, 1, 5, 7, 6);
        Tensor theta = theta(2).set_requires_grad(true);
        VolumeWarpFunction.apply(WARP, volume, theta).sum().backward();
        assertThat(volume.grad().defined()).isFalse();
        assertThat(theta.grad().defined()).isTrue();

        volume.set_requires_grad(true);
        VolumeWarpFunction.apply(WARP, volume, theta(2)).sum().backward();
        assertThat(Memory.sizes(volume.grad())).containsExactly(2, 1, 5, 7, 6);
        assertThat(VolumeWarpFunction.apply(WARP, torch.rand(2, 1, 5, 7, 6), theta(2))
                        .requires_grad())
                .isFalse();
    }

    @Test
    void acceptsAnEmptyBatch() {
        Tensor volume = torch.rand(0, 1, 5, 7, 6).set_requires_grad(true);
        Tensor output = VolumeWarpFunction.apply(WARP, volume, torch.rand(0, 12).set_requires_grad(true));
        output.sum().backward();
        assertThat(Memory.sizes(output)).containsExactly(0, 1, 4, 3, 8);
        assertThat(volume.grad().numel()).isZero();
    }

    @Test
    void wrongCallsAreOneLine() {
        Tensor volume = torch.rand(2, 1, 5, 7, 6);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VolumeWarpFunction.apply(WARP, torch.rand(2, 1, 7, 6), theta(2)))
                .withMessage("the volume of this warp is [N, C, 5, 7, 6], not [2, 1, 7, 6]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VolumeWarpFunction.apply(WARP, volume, theta(3)))
                .withMessage("theta of a volume's warp is [2, 12] for 2 volumes, not [3, 12]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VolumeWarpFunction.apply(WARP, volume.to(torch.ScalarType.Double), theta(2)))
                .withMessageContaining("float32");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VolumeWarpFunction.apply(WARP, volume, new Tensor()))
                .withMessageContaining("theta");
    }

    private static Tensor theta(int n) {
        Tensor identity = Tensor.create(VolumeGeometry.identity(), 1, VolumeGeometry.PARAMETERS);
        Tensor noise = torch.rand(n, VolumeGeometry.PARAMETERS).sub(new Scalar(0.5));
        return noise.mul(new Scalar(0.6)).add(identity);
    }

    private static Tensor libtorch(Tensor volume, Tensor theta) {
        long[] sizes = {volume.size(0), volume.size(1), OUT.depth(), OUT.height(), OUT.width()};
        Tensor grid = torch.affine_grid_generator(theta.view(-1, 3, 4), sizes, false);
        return torch.grid_sampler(volume, grid, 0, 0, false);
    }

    private static void assertClose(Tensor actual, Tensor expected, double tolerance) {
        double largest = Math.max(1, expected.abs().max().item_double());
        assertThat(actual.sub(expected).abs().max().item_double()).isLessThan(tolerance * largest);
    }
}
