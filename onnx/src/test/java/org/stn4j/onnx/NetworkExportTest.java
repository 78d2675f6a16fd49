package org.stn4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.stn4j.nn.Answer;
import org.stn4j.nn.Engine;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Look;
import org.stn4j.nn.Model;
import org.stn4j.nn.Network;
import org.stn4j.nn.NetworkYaml;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.Presets;
import org.stn4j.nn.Shape;
import org.stn4j.nn.Shapes;
import org.stn4j.nn.torch.learn.Predictor;
import org.stn4j.warp.Geometry;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Mapping;
import org.stn4j.warp.Transform;
import org.stn4j.warp.Transforms;

/** Whole networks: every layer, every preset, any number of images, and what the file says of itself. */
class NetworkExportTest {
    private static final String EVERY_LAYER = """
            name: every layer, "quoted" — ü
            input: 3x20x16
            layers:
            - spatialTransformer:
                transform: similarity
                output: 22x18
                padding: border
                localisation:
                - averagePool: 2
                - spatialTransformer: {transform: translation, padding: 0.3, localisation: [{dense: 5}, relu]}
                - dense: 7
                - batchNorm
                - relu
                - dropout: 0.2
            - parallel:
              - [{select: {first: 1, count: 1}}, {spatialTransformer: {transform: attention, localisation: [globalAveragePool]}}]
              - [{select: {first: 0, count: 2}}, {parallel: [[]]}]
              - [{convolution: {filters: 2, kernel: 3, padding: 1}}, dropout: 0.5]
            - batchNorm
            - relu
            - glimpses:
                localisation: [{averagePool: 3}, instanceNorm, relu]
                transformers:
                - spatialTransformer: {transform: "attention:0.7", output: 20x17, localisation: []}
                - spatialTransformer: {transform: affine, output: 20x17, localisation: [{dense: 4}]}
            - convolution: {filters: 5, kernel: 3, stride: 2}
            - spatialTransformer: {transform: "tps:3", output: 6x6, localisation: [{maxPool: 4}]}
            - maxPool: {size: 2, stride: 1}
            - globalAveragePool
            - convolution: {filters: 6, kernel: 1}
            - select: {first: 1, count: 4}
            - dropout: 0.1
            - dense: 6
            """;

    /** What opset 16 has no operators for. */
    private static final String VOLUMES = """
            name: volumes
            input: 5x9x8
            layers:
            - volumeTransformer: {output: 6x7x4, localisation: [{convolution: {filters: 3, kernel: 3}}, relu, {dense: 4}]}
            - volumeTransformer: {padding: 0.3, alignCorners: true, localisation: []}
            - volumeTransformer: {padding: border, output: 3x1x6, alignCorners: true, localisation: [globalAveragePool]}
            - volumeTransformer: {padding: reflection, output: 4x5x5, localisation: []}
            - convolution: {filters: 1, kernel: 1}
            - volumeTransformer: {localisation: []}
            - dense: 3
            """;

    /** Every family that can be repeated; behind another, beside others, and inside a localisation network. */
    private static final String REPEATED = """
            name: repeated
            input: 2x18x16
            layers:
            - spatialTransformer:
                transform: affine
                output: 20x14
                padding: 0.3
                repeat: 3
                localisation:
                - convolution: {filters: 3, kernel: 3}
                - batchNorm
                - relu
                - parallel: [[maxPool: 2], [averagePool: 2, {select: {first: 0, count: 2}}]]
                - dense: 5
            - spatialTransformer:
                transform: translation
                padding: border
                localisation:
                - spatialTransformer: {transform: similarity, repeat: 2, localisation: [globalAveragePool]}
                - averagePool: 4
            - parallel:
              - [{spatialTransformer: {transform: projective, repeat: 2, localisation: [averagePool: 3]}}]
              - [{spatialTransformer: {transform: attention, repeat: 4, alignCorners: true, localisation: [averagePool: 5]}}]
              - [{spatialTransformer: {transform: translation, repeat: 2, padding: reflection, localisation: []}}]
            - dense: 4
            """;

    private static Checker checker;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startChecker() throws IOException {
        checker = new Checker();
    }

    @AfterAll
    static void stopChecker() {
        checker.close();
    }

    static Stream<Network> networks() {
        Stream<Network> presets = Presets.names().stream()
                .flatMap(name -> Stream.of(new Shape(1, 42, 42), new Shape(3, 30, 47))
                        .map(input -> Presets.named(name, new Presets.Settings(input, 10))));
        Stream<Network> transforms = Transforms.names().stream()
                .map(Transforms::named)
                .map(transform ->
                        Presets.named("st-cnn", new Presets.Settings(new Shape(1, 28, 28), 4, transform, 60_000)));
        Stream<Network> others = Stream.of(EVERY_LAYER, VOLUMES, REPEATED).map(NetworkYaml::parse);
        return Stream.of(presets, transforms, others).flatMap(networks -> networks);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void agrees(Network network) throws IOException {
        Model model = Models.of(network, 7);
        boolean volumes = kinds(network).contains(Layer.VolumeTransformer.class);
        for (Opset opset : volumes ? List.of(Opset.V20) : List.of(Opset.values())) {
            Path file = folder.resolve("model.onnx");
            OnnxExport.write(file, model, opset);
            checker.check(file);
            try (OnnxEngine engine = OnnxEngine.open(file, 1)) {
                for (int images : new int[] {1, 2, 5}) {
                    float[] pictures = Models.pictures(network, images, images);
                    Agreement.check(network.name() + " x" + images, model, engine, pictures, images);
                }
            }
        }
    }

    @Test
    void noImagesAreRefusedByEitherEngine() throws IOException {
        Network network = NetworkYaml.parse(EVERY_LAYER);
        Model model = Models.of(network, 7);
        Path file = folder.resolve("model.onnx");
        OnnxExport.write(file, model, Opset.V16);
        float[] pictures = Models.pictures(network, 1, 1);
        try (Engine onnx = OnnxEngine.open(file, 1);
                Engine libtorch = new Predictor(model, "cpu")) {
            for (Engine engine : List.of(onnx, libtorch)) {
                for (int size : new int[] {-1, 0, 2}) {
                    String message = size + " images of " + network.input() + " do not fit the " + pictures.length
                            + " numbers given";
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> engine.logits(pictures, size))
                            .withMessage(message);
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> engine.answer(pictures, size))
                            .withMessage(message);
                }
            }
        }
    }

    /** So that a new layer is not only exported, but compared. */
    @Test
    void theTestHasEveryLayer() {
        Set<Class<?>> kinds = kinds(NetworkYaml.parse(EVERY_LAYER));
        kinds.addAll(kinds(NetworkYaml.parse(VOLUMES)));
        assertThat(kinds).containsExactlyInAnyOrder(Layer.class.getPermittedSubclasses());
    }

    private static Set<Class<?>> kinds(Network network) {
        Set<Class<?>> kinds = new HashSet<>();
        Shapes.infer(network).steps().forEach(step -> kinds.add(step.layer().getClass()));
        return kinds;
    }

    /** The weights of a repeated transformer stand in the file once. */
    @Test
    void aLookMoreNeedsNoWeightsMore() throws IOException {
        String text = "name: looks\ninput: 1x12x12\nlayers:\n- spatialTransformer: {transform: affine, repeat: %d,"
                + " localisation: [{dense: 50}]}\n- dense: 2\n";
        long[] bytes = new long[5];
        for (int looks : new int[] {2, 4}) {
            Path file = folder.resolve("looks.onnx");
            OnnxExport.write(file, Models.of(NetworkYaml.parse(text.formatted(looks)), 1), Opset.V16);
            assertThat(operators(file).stream().filter("Gemm"::equals)).hasSize(1 + 2 * looks + 2 * (looks - 1));
            bytes[looks] = Files.size(file);
        }
        assertThat(bytes[4] - bytes[2]).isLessThan(50 * 144);
    }

    @Test
    void volumesNeedANewerOpset() {
        Model model = Models.of(NetworkYaml.parse(VOLUMES), 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnnxExport.write(folder.resolve("old.onnx"), model, Opset.V16))
                .withMessage("layer 0.volumeTransformer: ONNX samples volumes from opset 20 on, not in opset 16;"
                        + " export to opset 20");
        assertThat(folder.resolve("old.onnx")).doesNotExist();
    }

    /** As another program would do it, with ONNX Runtime alone. */
    @ParameterizedTest
    @EnumSource
    void plainPixelsGiveProbabilitiesAndPixels(Opset opset) throws IOException, OrtException {
        Network network = NetworkYaml.parse("""
                name: look
                input: 3x12x10
                layers:
                - select: {first: 1, count: 2}
                - spatialTransformer: {transform: affine, output: 6x5, localisation: []}
                - spatialTransformer: {transform: translation, localisation: []}
                - dense: 4
                """);
        Model model = Models.of(network, 3);
        Path file = folder.resolve("model.onnx");
        OnnxExport.write(file, model, opset);
        float[] pictures = Models.pictures(network, 2, 1);
        float[] pixels = new float[pictures.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = Math.round(255 * pictures[i]);
        }
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(file.toString());
                OnnxTensor input =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(pixels), new long[] {2, 3, 12, 10});
                OrtSession.Result result = session.run(Map.of("pixels", input));
                Predictor predictor = new Predictor(model, "cpu")) {
            assertThat(session.getOutputNames())
                    .containsExactly("theta", "rectified", "theta_2", "rectified_2", "scores", "logits");
            Answer answer = predictor.answer(pictures, 2);
            float[][] scores = (float[][]) result.get("scores").orElseThrow().getValue();
            for (int image = 0; image < 2; image++) {
                double sum = 0;
                for (int i = 0; i < 4; i++) {
                    sum += Math.exp(answer.logits()[4 * image + i]);
                }
                for (int i = 0; i < 4; i++) {
                    assertThat((double) scores[image][i])
                            .isCloseTo(Math.exp(answer.logits()[4 * image + i]) / sum, within(1e-5));
                }
            }
            for (int number = 1; number <= 2; number++) {
                Look look = answer.looks().get(number - 1);
                String name = number == 1 ? "rectified" : "rectified_2";
                float[] seen = ((OnnxTensor) result.get(name).orElseThrow())
                        .getFloatBuffer()
                        .array();
                // Channels 1 and 2 of the picture were taken; preprocessing is undone.
                Preprocessing preprocessing = model.preprocessing();
                for (int i = 0; i < seen.length; i++) {
                    int channel = 1 + i / 30 % 2;
                    float pixel = look.output()[i] * preprocessing.deviation().get(channel)
                            + preprocessing.mean().get(channel);
                    assertThat(seen[i]).isCloseTo(255 * pixel, within(0.01f));
                }
            }
        }
    }

    @Test
    void theFileSaysWhatItIs() throws IOException {
        Network network = NetworkYaml.parse(EVERY_LAYER);
        Model model = Models.of(network, 1);
        Path file = folder.resolve("model.onnx");
        OnnxExport.write(file, model, Opset.V16);
        try (OnnxEngine engine = OnnxEngine.open(file, 1)) {
            assertThat(engine.card()).isEqualTo(model.card());
        }
        byte[] bytes = Files.readAllBytes(file);
        ModelProto proto = ModelProto.parseFrom(bytes);
        assertThat(proto.getProducerName()).isEqualTo("stn4j");
        assertThat(proto.getOpsetImport(0).getVersion()).isEqualTo(16);
        assertThat(proto.getMetadataPropsList().stream()
                        .collect(Collectors.toMap(StringStringEntryProto::getKey, StringStringEntryProto::getValue)))
                .containsEntry(
                        "stn4j.labels", "[\"label 0\",\"label 1\",\"label 2\",\"label 3\",\"label 4\",\"label 5\"]");
        assertThat(proto.getGraph().getOutputList().stream().map(ValueInfoProto::getDocString))
                .allMatch(words -> !words.isBlank());
        OnnxExport.write(folder.resolve("again.onnx"), model, Opset.V16);
        assertThat(Files.readAllBytes(folder.resolve("again.onnx"))).isEqualTo(bytes);
    }

    @Test
    void theOperatorsAreThoseOfTheOpset() throws IOException {
        Model model = Models.of(Presets.named("st-cnn", new Presets.Settings(new Shape(1, 42, 42), 10)), 1);
        Path file = folder.resolve("model.onnx");
        OnnxExport.write(file, model, Opset.V16);
        assertThat(operators(file)).contains("GridSample", "MatMul").doesNotContain("AffineGrid");
        OnnxExport.write(file, model, Opset.V20);
        assertThat(operators(file)).contains("GridSample", "AffineGrid");
    }

    private static List<String> operators(Path file) throws IOException {
        return ModelProto.parseFrom(Files.readAllBytes(file)).getGraph().getNodeList().stream()
                .map(node -> node.getOpType())
                .toList();
    }

    @Test
    void aNetworkThatIsNoClassifierHandsOutWhatItMakes() throws IOException {
        Network network =
                NetworkYaml.parse("name: map\ninput: 1x9x9\nlayers:\n- convolution: {filters: 2, kernel: 3}\n");
        Model model = Models.of(network, 1);
        Path file = folder.resolve("model.onnx");
        OnnxExport.write(file, model, Opset.V16);
        checker.check(file);
        try (OnnxEngine engine = OnnxEngine.open(file, 2)) {
            Agreement.check("map", model, engine, Models.pictures(network, 3, 1), 3);
        }
    }

    @Test
    void theCheckerFindsWhatIsWrong() throws IOException {
        Model model = Models.of(Presets.named("cnn", new Presets.Settings(new Shape(1, 28, 28), 10)), 1);
        Path file = folder.resolve("model.onnx");
        OnnxExport.write(file, model, Opset.V16);
        ModelProto.Builder proto = ModelProto.parseFrom(Files.readAllBytes(file)).toBuilder();
        proto.getGraphBuilder().getNodeBuilder(1).setOpType("Convolution");
        Files.write(file, proto.build().toByteArray());
        assertThat(checker.verdict(file)).contains("Convolution");
    }

    @Test
    void aTransformOfOnesOwnIsRefused() {
        Transform own = new Own();
        Network network = new Network(
                "own",
                new Shape(1, 5, 5),
                List.of(new Layer.SpatialTransformer(own, List.of(), Optional.empty()), new Layer.Dense(2)));
        Path file = folder.resolve("own.onnx");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnnxExport.write(file, Models.of(network, 1), Opset.V16))
                .withMessage(
                        "layer 0.spatialTransformer: the transform 'own' is not one of this library's, and so cannot"
                                + " be exported to ONNX");
        assertThat(file).doesNotExist();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Opset.of(17))
                .withMessage("there is no export to opset 17; choose 16 or 20");
    }

    /** Says that it is a transform, and never has to be one. */
    private record Own() implements Transform {
        @Override
        public String name() {
            return "own";
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
            throw new AssertionError("nobody warps here");
        }
    }

    @Test
    void infinitePlacesAreNoDanger() throws IOException {
        for (String padding : List.of("zeros", "border", "reflection")) {
            for (String interpolation : List.of("nearest", "bilinear", "bicubic")) {
                Network network = NetworkYaml.parse("""
                        name: far
                        input: 1x8x8
                        layers:
                        - spatialTransformer: {transform: affine, padding: %s, interpolation: %s, localisation: []}
                        - dense: 2
                        """.formatted(padding, interpolation));
                Model model = Models.of(network, 1);
                Path file = folder.resolve("far.onnx");
                for (Opset opset : Opset.values()) {
                    OnnxExport.write(file, model, opset);
                    try (OnnxEngine engine = OnnxEngine.open(file, 1)) {
                        for (float pixel : new float[] {Float.NaN, Float.POSITIVE_INFINITY, 1e38f, -1e30f, 1e12f}) {
                            float[] picture = new float[64];
                            Arrays.fill(picture, pixel);
                            // Whatever it is; the process lives on.
                            assertThat(engine.logits(picture, 1)).hasSize(2);
                        }
                    }
                }
            }
        }
    }
}
