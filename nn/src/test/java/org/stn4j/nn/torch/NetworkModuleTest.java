package org.stn4j.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.stn4j.nn.torch.Closeness.assertClose;
import static org.stn4j.nn.torch.Closeness.inDouble;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Network;
import org.stn4j.nn.Parameters;
import org.stn4j.nn.Shape;
import org.stn4j.nn.file.RawTensor;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Transforms;
import org.stn4j.warp.volume.VolumeSize;

/** Networks on libtorch, against the pure inference of shapes and parameters. */
class NetworkModuleTest {
    private static final Layer.Relu RELU = new Layer.Relu();

    private PointerScope scope;

    @BeforeEach
    void open() {
        Torch.load();
        Torch.seed(3);
        scope = new PointerScope();
    }

    @AfterEach
    void close() {
        scope.close();
        assertThat(GraphLifetime.held()).isZero();
    }

    static List<Network> networks() {
        Layer.SpatialTransformer affine = transformer("affine", Optional.empty());
        return List.of(
                network("dense", new Shape(1, 5, 4), new Layer.Dense(7), RELU, new Layer.Dense(3)),
                network(
                        "convolutions",
                        new Shape(3, 21, 17),
                        new Layer.Convolution(8, 3, 2, 1),
                        new Layer.BatchNorm(),
                        RELU,
                        new Layer.MaxPool(3, 2),
                        new Layer.InstanceNorm(),
                        new Layer.Convolution(4, 2),
                        new Layer.AveragePool(2),
                        new Layer.Dropout(0.3),
                        new Layer.Dense(10)),
                network(
                        "pools",
                        new Shape(2, 13, 11),
                        new Layer.MaxPool(2),
                        RELU,
                        new Layer.Convolution(5, 1),
                        RELU,
                        new Layer.MaxPool(2),
                        new Layer.MaxPool(2, 1)),
                network(
                        "several transformers",
                        new Shape(2, 14, 14),
                        affine,
                        transformer("tps", Optional.of(new ImageSize(10, 12))),
                        new Layer.Convolution(6, 3),
                        RELU,
                        transformer("flow", Optional.of(new ImageSize(5, 5))),
                        new Layer.Dense(4)),
                network(
                        "parallel",
                        new Shape(2, 12, 12),
                        new Layer.Parallel(List.of(
                                List.of(new Layer.Select(0, 1), affine),
                                List.of(new Layer.Select(1, 1), affine),
                                List.of())),
                        new Layer.MaxPool(4),
                        new Layer.Dense(19)),
                network(
                        "glimpses",
                        new Shape(2, 14, 13),
                        new Layer.Glimpses(
                                List.of(new Layer.Convolution(4, 3), RELU),
                                List.of(
                                        transformer("attention:0.4", Optional.of(new ImageSize(6, 7))),
                                        transformer("affine", Optional.of(new ImageSize(6, 7))))),
                        new Layer.Dense(4)),
                network(
                        "repeated",
                        new Shape(2, 14, 13),
                        transformer("affine", Optional.of(new ImageSize(6, 7))).repeated(3),
                        transformer("projective", Optional.empty()).repeated(2),
                        new Layer.Dense(4)),
                network(
                        "volumes",
                        new Shape(6, 8, 7),
                        new Layer.VolumeTransformer(
                                List.of(new Layer.Convolution(4, 3), RELU, new Layer.Dense(5)),
                                Optional.of(new VolumeSize(5, 9, 8))),
                        new Layer.Convolution(1, 1),
                        new Layer.VolumeTransformer(List.of(), Optional.empty()),
                        new Layer.Dense(3)),
                network("vectors", new Shape(6, 1, 1), new Layer.BatchNorm(), new Layer.Convolution(5, 1), RELU),
                network(
                        "means",
                        new Shape(2, 13, 7),
                        new Layer.Convolution(5, 3),
                        new Layer.GlobalAveragePool(),
                        RELU,
                        new Layer.GlobalAveragePool(),
                        new Layer.Dense(3)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void hasTheShapesAndParametersOfPureInference(Network network) {
        try (NetworkModule module = new NetworkModule(network)) {
            Shape input = network.input();
            Tensor images = torch.rand(3, input.channels(), input.height(), input.width());
            for (boolean training : new boolean[] {true, false}) {
                module.train(training);
                Tensor output = module.forward(images);
                Shape shape = network.output();
                assertThat(Memory.sizes(output))
                        .isEqualTo(
                                shape.height() * shape.width() == 1
                                        ? new long[] {3, shape.channels()}
                                        : new long[] {3, shape.channels(), shape.height(), shape.width()});
                if (training) {
                    output.sum().backward();
                }
            }
            Map<String, List<Long>> sizes = new LinkedHashMap<>();
            module.export().forEach((name, value) -> sizes.put(name, value.shape()));
            Map<String, List<Long>> expected = new LinkedHashMap<>();
            Parameters.of(network)
                    .forEach(parameter -> expected.put(
                            parameter.name(),
                            parameter.shape().stream().map(Integer::longValue).toList()));
            assertThat(sizes).containsExactlyEntriesOf(expected);
            assertThat(module.parameters().values().stream()
                            .mapToLong(Tensor::numel)
                            .sum())
                    .isEqualTo(network.parameterCount());
            module.parameters()
                    .forEach((name, tensor) ->
                            assertThat(tensor.grad().defined()).as(name).isTrue());
        }
    }

    @Test
    void aTransformerLooksWhereItIsToStart() {
        Layer.SpatialTransformer still = transformer("attention:0.5", Optional.of(new ImageSize(3, 3)));
        Network network = network("start", new Shape(1, 6, 6), still.startingAt(-0.5f, 0.5f));
        try (NetworkModule module = new NetworkModule(network)) {
            Tensor images = torch.rand(2, 1, 6, 6);
            // The lower left quarter, pixel by pixel.
            Tensor quarter = images.narrow(2, 3, 3).narrow(3, 0, 3);
            assertThat(module.forward(images).sub(quarter).abs().max().item_float())
                    .isLessThan(1e-6f);
        }
        try (SpatialTransformer own = new SpatialTransformer(still.startingAt(0.5f, 0f), new Shape(1, 6, 6))) {
            own.forward(torch.rand(1, 1, 6, 6));
            assertThat(Memory.copy(own.theta())).containsExactly(0.5f, 0);
        }
    }

    /** A shared localisation network is the same as one of their own with the same weights. */
    @Test
    void glimpsesLookAsTransformersSideBySideWould() {
        List<Layer> shared = List.of(new Layer.Convolution(3, 5), RELU, new Layer.Dense(6), RELU);
        List<Layer> own = List.of(new Layer.Dense(4));
        List<Layer> both = new ArrayList<>(shared);
        both.addAll(own);
        Optional<ImageSize> size = Optional.of(new ImageSize(5, 6));
        Network network = network(
                "glimpses",
                new Shape(2, 12, 11),
                new Layer.Glimpses(
                        shared,
                        List.of(
                                new Layer.SpatialTransformer(Transforms.named("attention:0.5"), own, size),
                                new Layer.SpatialTransformer(Transforms.named("affine"), List.of(), size))));
        Network apart = network(
                "apart",
                network.input(),
                new Layer.Parallel(List.of(
                        List.of(new Layer.SpatialTransformer(Transforms.named("attention:0.5"), both, size)),
                        List.of(new Layer.SpatialTransformer(Transforms.named("affine"), shared, size)))));
        try (NetworkModule glimpses = new NetworkModule(network);
                NetworkModule parallel = new NetworkModule(apart)) {
            Map<String, RawTensor> weights = glimpses.export();
            weights.replaceAll((name, value) -> noise(value.shape()));
            glimpses.load(weights);
            Map<String, RawTensor> copies = parallel.export();
            copies.replaceAll((name, value) -> weights.get(ofGlimpses(name)));
            parallel.load(copies);
            Tensor images = torch.rand(3, 2, 12, 11);
            List<String> paths = new ArrayList<>();
            Tensor looked = glimpses.forward(images, sampling -> paths.add(sampling.path()));
            assertThat(looked.sub(parallel.forward(images)).abs().max().item_float())
                    .isLessThan(1e-5f);
            assertThat(paths)
                    .containsExactly(
                            "0.glimpses/transformers/0.spatialTransformer",
                            "0.glimpses/transformers/1.spatialTransformer");
        }
    }

    /** The weight of the glimpses that one of two transformers apart has too. */
    private static String ofGlimpses(String name) {
        return name.replace("0.parallel/0/0.spatialTransformer/localisation/4.dense", "own")
                .replaceFirst("0.parallel/[01]/0.spatialTransformer/localisation/", "0.glimpses/localisation/")
                .replaceFirst("0.parallel/0/0.spatialTransformer", "0.glimpses/transformers/0.spatialTransformer")
                .replaceFirst("0.parallel/1/0.spatialTransformer", "0.glimpses/transformers/1.spatialTransformer")
                .replace("own", "0.glimpses/transformers/0.spatialTransformer/localisation/0.dense");
    }

    private static RawTensor noise(List<Long> shape) {
        int values = (int) shape.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
        return RawTensor.of(shape.stream().map(Long::intValue).toList(), Memory.uniform(values, 0.3));
    }

    @Test
    void computesWhatLibtorchsOwnLayersCompute() {
        Network network = network(
                "plain",
                new Shape(1, 20, 18),
                new Layer.SpatialTransformer(
                        Transforms.named("affine"),
                        List.of(
                                new Layer.AveragePool(2),
                                new Layer.Convolution(6, 3),
                                RELU,
                                new Layer.MaxPool(2),
                                new Layer.Dense(8),
                                RELU),
                        Optional.of(new ImageSize(19, 15))),
                new Layer.Convolution(8, 5),
                RELU,
                new Layer.MaxPool(2),
                new Layer.Convolution(12, 3, 2, 1),
                new Layer.BatchNorm(),
                RELU,
                new Layer.GlobalAveragePool(),
                new Layer.Dense(10));
        try (NetworkModule module = new NetworkModule(network)) {
            Map<String, Tensor> ours = module.parameters();
            // Away from the identity, where all samples lie on the kinks of the sampler.
            Memory.set(
                    ours.get("0.spatialTransformer/theta/bias"),
                    new float[] {0.83f, 0.11f, 0.07f, -0.13f, 0.91f, -0.03f});
            Map<String, Tensor> theirs = new LinkedHashMap<>();
            ours.forEach((name, tensor) -> theirs.put(
                    name.replace("spatialTransformer", "t").replace("localisation", "l"),
                    inDouble(tensor.detach()).set_requires_grad(true)));
            Tensor images = torch.rand(16, 1, 20, 18);
            Tensor ourOutput = module.forward(images);
            Tensor theirOutput = plain(theirs, inDouble(images));
            Tensor weights = torch.randn_like(ourOutput);
            ourOutput.mul(weights).sum().backward();
            theirOutput.mul(inDouble(weights)).sum().backward();
            assertClose("output", ourOutput, theirOutput);
            ours.forEach((name, tensor) -> assertClose(
                    name,
                    tensor.grad(),
                    theirs.get(name.replace("spatialTransformer", "t").replace("localisation", "l"))
                            .grad()));
        }
    }

    private static Tensor plain(Map<String, Tensor> weights, Tensor images) {
        Tensor seen = torch.avg_pool2d(images, 2, 2);
        seen = torch.max_pool2d(
                convolution(weights, "0.t/l/1.convolution", seen, 1, 0).relu(), 2, 2);
        seen = dense(weights, "0.t/l/4.dense", seen).relu();
        Tensor theta = dense(weights, "0.t/theta", seen);
        Tensor grid = torch.affine_grid_generator(theta.view(-1, 2, 3), new long[] {16, 1, 19, 15}, false);
        Tensor values = torch.grid_sampler(images, grid, 0, 0, false);
        values = torch.max_pool2d(
                convolution(weights, "1.convolution", values, 1, 0).relu(), 2, 2);
        values = convolution(weights, "4.convolution", values, 2, 1);
        values = torch.batch_norm(
                values,
                new TensorOptional(weights.get("5.batchNorm/weight")),
                new TensorOptional(weights.get("5.batchNorm/bias")),
                new TensorOptional(),
                new TensorOptional(),
                true,
                0.1,
                1e-5,
                false);
        return dense(weights, "8.dense", torch.adaptive_avg_pool2d(values.relu(), 1, 1));
    }

    private static Tensor convolution(
            Map<String, Tensor> weights, String path, Tensor images, int stride, int padding) {
        return torch.conv2d(
                images,
                weights.get(path + "/weight"),
                new TensorOptional(weights.get(path + "/bias")),
                new long[] {stride, stride},
                new long[] {padding, padding},
                new long[] {1, 1},
                1);
    }

    private static Tensor dense(Map<String, Tensor> weights, String path, Tensor values) {
        return torch.linear(
                values.flatten(1, -1), weights.get(path + "/weight"), new TensorOptional(weights.get(path + "/bias")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"translation", "attention", "similarity", "affine", "projective", "tps", "flow"})
    void startsAsTheIdentityExactly(String transform) {
        Network network = network("identity", new Shape(3, 13, 20), transformer(transform, Optional.empty()));
        try (NetworkModule module = new NetworkModule(network)) {
            Tensor images = torch.randn(4, 3, 13, 20);
            assertThat(module.forward(images).equal(images)).isTrue();
        }
    }

    @Test
    void startsTheSameFromTheSameSeed() {
        Network network = networks().get(1);
        Torch.seed(8);
        Map<String, RawTensor> first = exported(network);
        Torch.seed(8);
        assertSameValues(exported(network), first);
        float[] other = exported(network).get("0.convolution/weight").floats();
        assertThat(other).isNotEqualTo(first.get("0.convolution/weight").floats());
    }

    @Test
    void givesWeightsAwayAndTakesThemBack() {
        Network network = networks().get(1);
        try (NetworkModule module = new NetworkModule(network);
                NetworkModule other = new NetworkModule(network)) {
            Tensor images = torch.rand(8, 3, 21, 17);
            module.forward(images);
            assertThat(module.buffers().keySet())
                    .containsExactly("1.batchNorm/running_mean", "1.batchNorm/running_var");
            assertThat(module.export().get("1.batchNorm/running_mean").floats()).doesNotContain(0);
            other.load(module.export());
            module.train(false);
            other.train(false);
            assertSameValues(other.export(), module.export());
            assertThat(other.forward(images).equal(module.forward(images))).isTrue();
        }
    }

    @Test
    void refusesWeightsThatDoNotFitAndKeepsItsOwn() {
        try (NetworkModule module = new NetworkModule(networks().get(0))) {
            Map<String, RawTensor> before = module.export();
            Map<String, RawTensor> missing = new LinkedHashMap<>(before);
            missing.put("0.dense/bias", RawTensor.of(List.of(7), new float[] {1, 1, 1, 1, 1, 1, 1}));
            missing.remove("2.dense/bias");
            assertThatThrownBy(() -> module.load(missing)).hasMessage("the weights 2.dense/bias are missing");
            Map<String, RawTensor> wrong = new LinkedHashMap<>(before);
            wrong.put("2.dense/bias", RawTensor.of(List.of(2), new float[2]));
            assertThatThrownBy(() -> module.load(wrong))
                    .hasMessage("the weights 2.dense/bias are [3] in this network, not [2]");
            Map<String, RawTensor> more = new LinkedHashMap<>(before);
            more.put("9.dense/bias", RawTensor.of(List.of(2), new float[2]));
            assertThatThrownBy(() -> module.load(more)).hasMessageContaining("no weights named 9.dense/bias");
            assertSameValues(module.export(), before);
        }
    }

    @Test
    void showsWhatItsTransformersDo() {
        try (NetworkModule module = new NetworkModule(networks().get(3))) {
            List<String> seen = new ArrayList<>();
            module.forward(
                    torch.rand(2, 2, 14, 14),
                    sampling -> seen.add(sampling.path() + " " + Memory.shape(sampling.input()) + " "
                            + Memory.shape(sampling.theta()) + " " + Memory.shape(sampling.output())));
            assertThat(seen)
                    .containsExactly(
                            "0.spatialTransformer [2, 2, 14, 14] [2, 6] [2, 2, 14, 14]",
                            "1.spatialTransformer [2, 2, 14, 14] [2, 32] [2, 2, 10, 12]",
                            "4.spatialTransformer [2, 6, 8, 10] [2, 50] [2, 6, 5, 5]");
        }
    }

    @Test
    void knowsWhichWeightsBelongToTheLocalisation() {
        try (NetworkModule module = new NetworkModule(networks().get(3))) {
            Map<String, Tensor> localisation = module.parameters(NetworkModule.Part.LOCALISATION);
            Map<String, Tensor> rest = module.parameters(NetworkModule.Part.REST);
            assertThat(localisation.keySet())
                    .contains("0.spatialTransformer/theta/weight", "0.spatialTransformer/localisation/0.dense/bias");
            assertThat(rest.keySet())
                    .containsExactly("2.convolution/weight", "2.convolution/bias", "5.dense/weight", "5.dense/bias");
            assertThat(localisation.size() + rest.size())
                    .isEqualTo(module.parameters().size());
        }
    }

    @Test
    void namesTheShapeThatItTakes() {
        try (NetworkModule module = new NetworkModule(networks().get(0))) {
            assertThatThrownBy(() -> module.forward(torch.rand(2, 1, 4, 5)))
                    .hasMessage("network dense takes images [N, 1, 5, 4], not [2, 1, 4, 5]");
        }
    }

    @Test
    void learnsNoStatisticsOfOneValue() {
        Network network = network("normal", new Shape(1, 3, 3), new Layer.Dense(4), new Layer.BatchNorm());
        try (NetworkModule module = new NetworkModule(network)) {
            Map<String, RawTensor> before = module.export();
            assertThatThrownBy(() -> module.forward(torch.rand(1, 1, 3, 3)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("layer 1.batchNorm: there is only one value of each channel to learn from; train with"
                            + " batches of more than one image");
            assertSameValues(module.export(), before);
            module.forward(torch.rand(2, 1, 3, 3));
            assertThat(module.export().get("1.batchNorm/running_var").floats()).doesNotContain(Float.NaN);
            module.train(false);
            assertThat(Memory.shape(module.forward(torch.rand(1, 1, 3, 3)))).isEqualTo("[1, 4]");
        }
        // One image of several pixels has something to tell.
        try (NetworkModule module =
                new NetworkModule(network("wide", new Shape(2, 1, 2), new Layer.BatchNorm(), new Layer.Dense(1)))) {
            module.forward(torch.rand(1, 2, 1, 2));
            assertThat(module.export().get("0.batchNorm/running_var").floats()).doesNotContain(Float.NaN);
        }
    }

    @Test
    void takesAsManyValuesAsATensorHas() {
        Tensor tensor = torch.ones(2, 3);
        for (int length : new int[] {5, 7}) {
            assertThatThrownBy(() -> Memory.set(tensor, new float[length]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a tensor of [2, 3] has 6 values, not " + length);
        }
        assertThat(Memory.copy(tensor)).containsOnly(1f);
        Memory.set(tensor, new float[6]);
        assertThat(Memory.copy(tensor)).containsOnly(0f);
    }

    private static Map<String, RawTensor> exported(Network network) {
        try (NetworkModule module = new NetworkModule(network)) {
            return module.export();
        }
    }

    private static void assertSameValues(Map<String, RawTensor> actual, Map<String, RawTensor> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        actual.forEach((name, value) ->
                assertThat(value.floats()).as(name).isEqualTo(expected.get(name).floats()));
    }

    private static Layer.SpatialTransformer transformer(String transform, Optional<ImageSize> output) {
        return new Layer.SpatialTransformer(Transforms.named(transform), List.of(new Layer.Dense(5), RELU), output);
    }

    private static Network network(String name, Shape input, Layer... layers) {
        return new Network(name, input, List.of(layers));
    }
}
