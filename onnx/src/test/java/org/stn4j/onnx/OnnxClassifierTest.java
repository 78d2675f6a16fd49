package org.stn4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stn4j.data.picture.PictureInput;
import org.stn4j.nn.Answer;
import org.stn4j.nn.Model;
import org.stn4j.nn.NetworkYaml;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.torch.learn.Predictor;
import org.stn4j.warp.Planes;

/** The classes for services: right answers, many threads, no libtorch, and files that are no models. */
class OnnxClassifierTest {
    @TempDir
    static Path folder;

    private static Model model;
    private static Path file;

    @BeforeAll
    static void export() throws IOException {
        model = Models.of(NetworkYaml.parse("""
                        name: small
                        input: 1x12x12
                        layers:
                        - spatialTransformer: {transform: affine, output: 8x8, localisation: [{averagePool: 3}]}
                        - dense: 5
                        """), 1);
        file = folder.resolve("small.onnx");
        OnnxExport.write(file, model, Opset.V16);
    }

    private static BufferedImage picture(long seed) {
        BufferedImage picture = new BufferedImage(12, 12, BufferedImage.TYPE_BYTE_GRAY);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 144; i++) {
            picture.getRaster().setSample(i % 12, i / 12, 0, random.nextInt(256));
        }
        return picture;
    }

    @Test
    void saysWhatTheNetworkSays() throws IOException {
        try (OnnxClassifier classifier = OnnxClassifier.load(file);
                Predictor predictor = new Predictor(model, "cpu")) {
            for (int seed = 0; seed < 10; seed++) {
                Classification actual = classifier.classify(picture(seed));
                Answer expected = predictor.answer(Planes.of(picture(seed)).values(), 1);
                int best = 0;
                double sum = 0;
                for (int i = 0; i < 5; i++) {
                    best = expected.logits()[i] > expected.logits()[best] ? i : best;
                    sum += Math.exp(expected.logits()[i]);
                }
                assertThat(actual.label()).isEqualTo("label " + best);
                assertThat((double) actual.probability())
                        .isCloseTo(Math.exp(expected.logits()[best]) / sum, within(1e-5));
                assertThat(actual.probabilities()).hasSize(5);
                assertThat(actual.looks()).singleElement().satisfies(look -> {
                    assertThat(look.path()).isEqualTo("0.spatialTransformer");
                    assertThat(look.transform().name()).isEqualTo("affine");
                });
                Agreement.assertClose(
                        "theta",
                        actual.looks().get(0).theta(),
                        expected.looks().get(0).theta());
                Planes seen = Planes.of(classifier.rectify(picture(seed)).get(0));
                Preprocessing preprocessing = model.preprocessing();
                for (int i = 0; i < 64; i++) {
                    float value = expected.looks().get(0).output()[i]
                                    * preprocessing.deviation().get(0)
                            + preprocessing.mean().get(0);
                    assertThat(seen.values()[i]).isCloseTo(Math.max(0, Math.min(1, value)), within(0.003f));
                }
            }
        }
    }

    @Test
    void picturesOfOtherKindsAreMadeToFit() throws IOException {
        try (OnnxClassifier plain = OnnxClassifier.load(file);
                OnnxClassifier inverting = OnnxClassifier.load(file, shape -> new PictureInput(shape, true, true))) {
            BufferedImage large = new BufferedImage(640, 480, BufferedImage.TYPE_INT_ARGB);
            assertThat(plain.classify(large).probabilities())
                    .isEqualTo(plain.classify(large).probabilities());
            BufferedImage picture = picture(4);
            BufferedImage negative = new BufferedImage(12, 12, BufferedImage.TYPE_BYTE_GRAY);
            for (int i = 0; i < 144; i++) {
                int value = picture.getRaster().getSample(i % 12, i / 12, 0);
                negative.getRaster().setSample(i % 12, i / 12, 0, 255 - value);
            }
            assertThat(inverting.classify(negative).probability())
                    .isCloseTo(plain.classify(picture).probability(), within(1e-5f));
        }
    }

    @Test
    void manyThreadsGetTheirOwnAnswers() throws Exception {
        try (OnnxClassifier classifier = OnnxClassifier.load(file)) {
            List<List<Float>> expected = new ArrayList<>();
            for (int seed = 0; seed < 20; seed++) {
                expected.add(classifier.classify(picture(seed)).probabilities());
            }
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                List<Callable<List<Float>>> calls = new ArrayList<>();
                for (int i = 0; i < 2_000; i++) {
                    int seed = i % 20;
                    calls.add(() -> classifier.classify(picture(seed)).probabilities());
                }
                List<Future<List<Float>>> answers = threads.invokeAll(calls);
                for (int i = 0; i < answers.size(); i++) {
                    assertThat(answers.get(i).get()).isEqualTo(expected.get(i % 20));
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void closingWaitsAndIsFinal() throws Exception {
        OnnxClassifier classifier = OnnxClassifier.load(file);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> counts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                counts.add(threads.submit(() -> {
                    for (int count = 0; ; count++) {
                        if (count == 1_000_000) {
                            return count;
                        }
                        classifier.classify(picture(count % 3));
                    }
                }));
            }
            Thread.sleep(50);
            classifier.close();
            classifier.close();
            for (Future<Integer> count : counts) {
                assertThatExceptionOfType(ExecutionException.class)
                        .isThrownBy(count::get)
                        .withMessageContaining("this model is closed");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThatIllegalStateException().isThrownBy(() -> classifier.rectify(picture(1)));
    }

    /** Services' threads may have little stack left; what comes from outside of Java does not check for that. */
    @Test
    void threadsWithLittleStackCanLoadAndAsk() throws InterruptedException {
        AtomicReference<Object> result = new AtomicReference<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try (OnnxClassifier classifier = OnnxClassifier.load(file)) {
                        result.set(classifier.classify(picture(1)).label());
                    } catch (IOException e) {
                        result.set(e);
                    }
                },
                "little stack",
                256 << 10);
        thread.start();
        thread.join();
        assertThat(result.get()).asString().startsWith("label ");
    }

    @Test
    void filesThatAreNoModelsAreOneLine() throws IOException {
        Path garbage = Files.writeString(folder.resolve("garbage.onnx"), "no model");
        byte[] bytes = Files.readAllBytes(file);
        Path half = Files.write(folder.resolve("half.onnx"), Arrays.copyOf(bytes, bytes.length / 2));
        Path empty = Files.write(folder.resolve("empty.onnx"), new byte[0]);
        Path foreign = Files.write(
                folder.resolve("foreign.onnx"),
                ModelProto.parseFrom(bytes).toBuilder()
                        .clearMetadataProps()
                        .build()
                        .toByteArray());
        ModelProto.Builder other = ModelProto.parseFrom(bytes).toBuilder();
        other.getGraphBuilder().getInputBuilder(0).setName("image");
        other.getGraphBuilder().getNodeBuilder(0).setInput(0, "image");
        Path renamed = Files.write(folder.resolve("renamed.onnx"), other.build().toByteArray());
        for (Object[] expected : new Object[][] {
            {garbage, "this is no ONNX model, or a damaged one"},
            {half, "this is no ONNX model, or a damaged one"},
            {empty, "this is no ONNX model, or a damaged one"},
            {foreign, "was not exported by stn4j"},
            {renamed, "it has no input 'pixels'"},
            {folder, "this is a folder"},
            {folder.resolve("absent.onnx"), "no such file"}
        }) {
            assertThatIOException()
                    .isThrownBy(() -> OnnxClassifier.load((Path) expected[0]))
                    .withMessageStartingWith(expected[0] + ": ")
                    .withMessageContaining(expected[1].toString())
                    .withMessageNotContaining("\n");
        }
    }

    @Test
    void damagedFilesAreOneLineOrModels() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 150; round++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            Path path = Files.write(folder.resolve("damaged.onnx"), damaged);
            try (OnnxClassifier classifier = OnnxClassifier.load(path)) {
                assertThat(classifier.classify(picture(1)).probabilities()).hasSize(5);
            } catch (IOException | IllegalStateException e) {
                assertThat(e.getMessage())
                        .as("seed %d, round %d", seed, round)
                        .isNotBlank()
                        .doesNotContain("\n");
            }
        }
    }

    /** A program of a service, in a JVM that has no libtorch. */
    @Test
    void needsNoLibtorch() throws Exception {
        String classPath = String.join(
                File.pathSeparator,
                Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(File.pathSeparator))
                        .filter(entry -> !entry.contains("bytedeco"))
                        .toList());
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        Service.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).startsWith("label ");
    }

    /** What {@link #needsNoLibtorch} runs. */
    static final class Service {
        private Service() {}

        public static void main(String... arguments) {
            try {
                Class.forName("org.bytedeco.javacpp.Loader");
                throw new IllegalStateException("libtorch's classes are here");
            } catch (ClassNotFoundException e) {
                // As it should be.
            }
            try (OnnxClassifier classifier = OnnxClassifier.load(Path.of(arguments[0]))) {
                System.out.println(classifier.classify(picture(1)).label());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
