package org.stn4j.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Network;
import org.stn4j.nn.Shape;
import org.stn4j.warp.Affine;
import org.stn4j.warp.ImageSize;

/** Native memory: handles and bytes after many steps are those after few. */
class NativeMemoryTest {
    private static final long MEGABYTE = 1 << 20;

    @BeforeAll
    static void load() {
        Torch.load();
    }

    private static Network network() {
        Layer.SpatialTransformer first = new Layer.SpatialTransformer(
                new Affine(),
                List.of(
                        new Layer.AveragePool(2),
                        new Layer.Convolution(8, 5),
                        new Layer.MaxPool(2),
                        new Layer.Relu(),
                        new Layer.Dense(10)),
                Optional.empty());
        Layer.SpatialTransformer second = new Layer.SpatialTransformer(
                        new Affine(), List.of(new Layer.Dense(10)), Optional.of(new ImageSize(9, 9)))
                .repeated(2);
        return new Network(
                "memory",
                new Shape(1, 28, 28),
                List.of(
                        first,
                        new Layer.Convolution(16, 5),
                        new Layer.BatchNorm(),
                        new Layer.Relu(),
                        new Layer.MaxPool(2),
                        second,
                        new Layer.Dropout(0.2),
                        new Layer.Dense(10)));
    }

    @Test
    void stepsLeaveNoHandlesBehind() {
        try (NetworkModule module = new NetworkModule(network())) {
            steps(module, 20);
            long handles = Pointer.totalCount();
            steps(module, 200);
            assertThat(GraphLifetime.held()).isZero();
            assertThat(Pointer.totalCount()).isEqualTo(handles);
        }
    }

    /** In a process of its own, whose Java heap has its full size from the start. */
    @Test
    void stepsLeaveNoMemoryBehind(@TempDir Path folder) throws IOException, InterruptedException {
        List<String> printed = ChildProgram.run(Steps.class, folder, "-Xms200m", "-Xmx200m", "-XX:+AlwaysPreTouch");
        long few = Long.parseLong(printed.get(0));
        long many = Long.parseLong(printed.get(1));
        // Images alone, left behind at each of the 400 steps between, would be 38 MB.
        assertThat(many - few).as(printed.toString()).isLessThan(16 * MEGABYTE);
    }

    /** Prints the resident bytes after 200 steps and after 400 more. */
    static final class Steps {
        private Steps() {}

        public static void main(String[] arguments) {
            try (NetworkModule module = new NetworkModule(network())) {
                steps(module, 200);
                System.out.println(Pointer.physicalBytes());
                steps(module, 400);
                System.out.println(Pointer.physicalBytes());
            }
        }
    }

    private static void steps(NetworkModule module, int steps) {
        Map<String, Tensor> parameters = module.parameters();
        for (int i = 0; i < steps; i++) {
            boolean discarded = i % 5 == 4;
            Scopes.run(() -> {
                Tensor labels = torch.randint(0, 10, new long[] {32}, new TensorOptions(torch.ScalarType.Long));
                Tensor loss = torch.cross_entropy_loss(module.forward(torch.rand(32, 1, 28, 28)), labels);
                if (discarded) {
                    return;
                }
                loss.backward();
                for (Tensor parameter : parameters.values()) {
                    parameter.detach().sub_(parameter.grad(), new Scalar(0.01));
                    parameter.mutable_grad().reset();
                }
            });
        }
    }

    @Test
    void aModuleGivesItsWeightsBack() {
        makeAndClose();
        long handles = Pointer.totalCount();
        for (int i = 0; i < 20; i++) {
            makeAndClose();
        }
        // Fewer where garbage of another test was collected meanwhile.
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(handles);
    }

    private static void makeAndClose() {
        try (NetworkModule module = new NetworkModule(network())) {
            Scopes.run(() -> module.forward(torch.rand(2, 1, 28, 28)));
            module.load(module.export());
        }
    }

    @Test
    void worksWithoutAnyScope() {
        try (NetworkModule module = new NetworkModule(network())) {
            Tensor images = torch.rand(2, 1, 28, 28);
            Tensor output = module.forward(images);
            Tensor sum = output.sum();
            sum.backward();
            sum.close();
            output.close();
            assertThat(GraphLifetime.held()).isZero();
            assertThat(module.parameters()
                            .get("0.spatialTransformer/theta/bias")
                            .grad()
                            .defined())
                    .isTrue();
            images.close();
        }
    }
}
