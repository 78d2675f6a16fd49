package org.stn4j.nn.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stn4j.nn.Answer;
import org.stn4j.nn.Look;
import org.stn4j.nn.Model;
import org.stn4j.nn.Network;
import org.stn4j.nn.NetworkYaml;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.TensorData;
import org.stn4j.nn.torch.NetworkModule;
import org.stn4j.nn.torch.learn.Predictor;
import org.stn4j.warp.ImageSize;

/**
 * Frames against the networks themselves: an image whose two channels hold the coordinates of its pixels, sent through
 * poolings and transformers, says what place each pixel of their outputs shows. Means and bilinear samples of such an
 * image are exact; those of a view that was bent before are so to a twentieth of a pixel.
 */
class FramesTest {
    private static final int HEIGHT = 40;
    private static final int WIDTH = 48;
    private static final ImageSize FLOW = new ImageSize(14, 18);

    /** Each pixel's x in the first channel and y in the second. */
    private static float[] coordinates() {
        float[] image = new float[2 * HEIGHT * WIDTH];
        for (int i = 0; i < HEIGHT * WIDTH; i++) {
            int row = i / WIDTH;
            image[i] = i % WIDTH;
            image[HEIGHT * WIDTH + i] = row;
        }
        return image;
    }

    /** A trained network would answer with some θ near the identity; this one has it in its biases. */
    private static Predictor predictor(Network network) {
        Random random = new Random(7);
        Map<String, TensorData> weights = new LinkedHashMap<>();
        try (NetworkModule module = new NetworkModule(network)) {
            module.export().forEach((name, tensor) -> {
                TensorData drawn = TensorData.of(tensor);
                float[] values = drawn.values();
                if (name.endsWith("/theta/bias")) {
                    boolean isFlow = values.length == 2 * FLOW.pixels();
                    for (int i = 0; i < values.length; i++) {
                        float inwards = isFlow ? -0.25f * normalised(i) : 0.75f * values[i];
                        values[i] = inwards + 0.06f * (random.nextFloat() - 0.5f);
                    }
                }
                weights.put(name, drawn);
            });
        }
        return new Predictor(new Model(network, List.of(), Preprocessing.none(2), Map.of(), weights), "cpu");
    }

    /** Where a parameter's pixel lies along the parameter's axis, from -1 to 1. */
    private static float normalised(int parameter) {
        int pixel = parameter % FLOW.pixels();
        int row = pixel / FLOW.width();
        return parameter < FLOW.pixels()
                ? (2 * (pixel % FLOW.width()) + 1f) / FLOW.width() - 1
                : (2 * row + 1f) / FLOW.height() - 1;
    }

    private static Network network(String layers) {
        return NetworkYaml.parse("name: frames\ninput: 2x" + HEIGHT + "x" + WIDTH + "\nlayers:\n" + layers);
    }

    /** Compares what each transformer shows with where its frame says that it looks. */
    private static void assertFrames(Network network, int transformers, double tolerance) {
        Frames frames = new Frames(network);
        Answer answer;
        try (Predictor predictor = predictor(network)) {
            answer = predictor.answer(coordinates(), 1);
        }
        assertThat(answer.looks()).hasSize(transformers);
        for (Look look : answer.looks()) {
            PixelMap map = frames.toInput(answer, 0, look).orElseThrow();
            ImageSize size = look.warp().geometry().output();
            double[] xs = new double[size.pixels()];
            double[] ys = new double[size.pixels()];
            for (int i = 0; i < xs.length; i++) {
                int row = i / size.width();
                xs[i] = i % size.width();
                ys[i] = row;
            }
            map.apply(xs, ys);
            for (int i = 0; i < xs.length; i++) {
                assertThat(look.output()[i] - xs[i]).as("x of %d", i).isCloseTo(0, within(tolerance));
                assertThat(look.output()[xs.length + i] - ys[i])
                        .as("y of %d", i)
                        .isCloseTo(0, within(tolerance));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "translation, 1e-4",
        "attention, 1e-4",
        "similarity, 1e-4",
        "affine, 1e-4",
        "projective, 1e-4",
        "flow, 1e-4",
        "tps, 1e-2",
        "tps:6, 1e-2"
    })
    void followsEveryFamilyThroughAPooling(String transform, double tolerance) {
        assertFrames(network("""
                        - averagePool: 2
                        - spatialTransformer:
                            transform: %s
                            output: 14x18
                            padding: border
                            localisation: [{averagePool: 10}]
                        - dense: 3
                        """.formatted(transform)), 1, tolerance);
    }

    @Test
    void followsAlignedCorners() {
        assertFrames(network("""
                        - spatialTransformer:
                            transform: tps
                            alignCorners: true
                            output: 36x44
                            padding: border
                            localisation: [{averagePool: 10}]
                        - spatialTransformer:
                            transform: affine
                            alignCorners: true
                            padding: border
                            localisation: [{averagePool: 3}]
                        - dense: 3
                        """), 2, 5e-2);
    }

    @Test
    void followsOneTransformerBehindAnother() {
        assertFrames(network("""
                        - spatialTransformer:
                            transform: projective
                            output: 36x40
                            padding: border
                            localisation: [{averagePool: 10}]
                        - averagePool: {size: 3, stride: 2}
                        - spatialTransformer:
                            transform: tps
                            padding: border
                            localisation: [{averagePool: 5}]
                        - spatialTransformer:
                            transform: similarity
                            output: 8x8
                            padding: border
                            repeat: 2
                            localisation: [{averagePool: 5}]
                        - dense: 3
                        """), 3, 5e-2);
    }

    @Test
    void followsEachOfSeveralGlimpses() {
        assertFrames(network("""
                        - maxPool: {size: 1, stride: 2}
                        - glimpses:
                            localisation: [{averagePool: 5}]
                            transformers:
                            - spatialTransformer: {transform: affine, output: 8x8, padding: border, localisation: []}
                            - spatialTransformer: {transform: similarity, output: 8x8, padding: border, localisation: []}
                        - dense: 3
                        """), 2, 1e-4);
    }

    @Test
    void knowsWhereNoSingleViewIsLeft() {
        Network network = network("""
                        - parallel:
                          - [{spatialTransformer: {transform: affine, localisation: [{averagePool: 10}]}}]
                          - [{spatialTransformer: {transform: affine, localisation: [{averagePool: 10}]}}]
                        - spatialTransformer: {transform: affine, localisation: [{averagePool: 10}]}
                        - convolution: {filters: 3, kernel: 5}
                        - spatialTransformer: {transform: affine, localisation: [{averagePool: 10}]}
                        - dense: 3
                        """);
        Frames frames = new Frames(network);
        try (Predictor predictor = predictor(network)) {
            Answer answer = predictor.answer(coordinates(), 1);
            assertThat(answer.looks().stream()
                            .map(look -> frames.toInput(answer, 0, look).isPresent())
                            .toList())
                    .containsExactly(true, true, false, false);
            assertThat(frames.transformers().stream().map(frames::seesPicture).toList())
                    .containsExactly(true, true, false, false);
        }
    }

    /** Without an answer, they are known by the network alone. */
    @Test
    void namesTransformersInTheOrderOfAnAnswer() {
        Network network = network("""
                        - parallel:
                          - - spatialTransformer:
                                transform: affine
                                localisation:
                                - spatialTransformer: {transform: translation, localisation: [{averagePool: 10}]}
                                - averagePool: 10
                          - [{spatialTransformer: {transform: affine, localisation: [{averagePool: 10}]}}]
                        - glimpses:
                            localisation: [{averagePool: 5}]
                            transformers:
                            - spatialTransformer: {transform: affine, output: 8x8, localisation: []}
                            - spatialTransformer: {transform: similarity, output: 8x8, localisation: []}
                        - dense: 3
                        """);
        try (Predictor predictor = predictor(network)) {
            List<String> run = predictor.answer(coordinates(), 1).looks().stream()
                    .map(Look::path)
                    .toList();
            assertThat(new Frames(network).transformers()).hasSize(5).isEqualTo(run);
        }
    }
}
