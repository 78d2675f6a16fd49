package org.stn4j.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Network;
import org.stn4j.nn.Shape;
import org.stn4j.warp.Affine;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Mapping;
import org.stn4j.warp.Transform;

/** What the transformers of a network hold on to, and what they follow. */
class SamplersTest {
    private PointerScope scope;

    @BeforeEach
    void open() {
        Torch.load();
        scope = new PointerScope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    /** On libtorch's device without memory: there constants are kept as on any other, and then nothing can be sampled. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void closingFreesWhatTransformersKeepOnADevice(int looks) {
        Network network = new Network(
                "constants",
                new Shape(1, 6, 6),
                List.of(new Layer.SpatialTransformer(new Affine(), List.of(), Optional.empty()).repeated(looks)));
        sampleInVain(network);
        long handles = Pointer.totalCount();
        for (int i = 0; i < 5; i++) {
            sampleInVain(network);
        }
        // Fewer where garbage of another test was collected meanwhile.
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(handles);
    }

    private static void sampleInVain(Network network) {
        try (NetworkModule module = new NetworkModule(network, Scopes.permanent(() -> new Device("meta")))) {
            Scopes.run(() -> {
                Tensor images = torch.rand(2, 1, 6, 6).to(module.device(), torch.ScalarType.Float);
                assertThatThrownBy(() -> module.forward(images)).hasMessageContaining("grid_sampler");
            });
        }
    }

    @Test
    void samplesOnAsManyThreadsAsLibtorchHasByThen() {
        int threads = Torch.threads();
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        Layer.SpatialTransformer watched =
                new Layer.SpatialTransformer(new Watched(seen), List.of(), Optional.of(new ImageSize(28, 28)));
        Torch.setThreads(2);
        try (NetworkModule module = new NetworkModule(new Network("watched", new Shape(1, 4, 4), List.of(watched)))) {
            Torch.setThreads(1);
            module.forward(torch.rand(64, 1, 4, 4));
            assertThat(seen).containsExactly(Thread.currentThread());
        } finally {
            Torch.setThreads(threads);
        }
    }

    /** Affine maps that note who asks for them, slowly enough for all to come. */
    private record Watched(Set<Thread> seen) implements Transform {
        @Override
        public String name() {
            return "watched";
        }

        @Override
        public int parameterCount(ImageSize output) {
            return new Affine().parameterCount(output);
        }

        @Override
        public float[] identity(ImageSize output) {
            return new Affine().identity(output);
        }

        @Override
        public Mapping map(Geometry geometry) {
            Mapping affine = new Affine().map(geometry);
            return new Mapping() {
                @Override
                public int sums() {
                    return affine.sums();
                }

                @Override
                public OfImage ofImage(FloatBuffer theta, int offset) {
                    seen.add(Thread.currentThread());
                    LockSupport.parkNanos(1_000_000);
                    return affine.ofImage(theta, offset);
                }
            };
        }
    }
}
