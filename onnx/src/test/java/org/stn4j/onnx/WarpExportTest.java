package org.stn4j.onnx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stn4j.nn.Answer;
import org.stn4j.nn.Layer;
import org.stn4j.nn.Look;
import org.stn4j.nn.Model;
import org.stn4j.nn.Network;
import org.stn4j.nn.Shape;
import org.stn4j.nn.torch.learn.Predictor;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Interpolation;
import org.stn4j.warp.Padding;
import org.stn4j.warp.Transforms;

/**
 * Every transform, interpolation, padding and corner convention in both opsets: ONNX's own checker accepts the file, and
 * ONNX Runtime computes what our kernels compute.
 */
class WarpExportTest {
    private static final int IMAGES = 3;

    /** Share of a pixel that every sample keeps from where it would jump to another pixel. */
    private static final double FROM_EDGES = 2e-3;

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

    record Case(String transform, Interpolation interpolation, Padding padding, boolean alignCorners, Opset opset) {
        Network network(ImageSize output) {
            return new Network(
                    "warp",
                    new Shape(2, 9, 12),
                    List.of(
                            new Layer.SpatialTransformer(
                                    Transforms.named(transform),
                                    List.of(new Layer.AveragePool(3)),
                                    Optional.of(output),
                                    interpolation,
                                    padding,
                                    alignCorners),
                            new Layer.Dense(3)));
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        List<String> transforms = new ArrayList<>(Transforms.names());
        transforms.addAll(List.of("tps:3", "attention:0.6"));
        for (String transform : transforms) {
            for (Interpolation interpolation : Interpolation.values()) {
                for (Padding padding :
                        List.of(Padding.ZEROS, Padding.constant(-0.75f), Padding.BORDER, Padding.REFLECTION)) {
                    for (boolean alignCorners : new boolean[] {false, true}) {
                        for (Opset opset : Opset.values()) {
                            cases.add(new Case(transform, interpolation, padding, alignCorners, opset));
                        }
                    }
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agrees(Case c) throws IOException {
        for (ImageSize output : List.of(new ImageSize(7, 10), new ImageSize(1, 5))) {
            Network network = c.network(output);
            long seed = c.hashCode();
            float[] pictures = Models.pictures(network, IMAGES, seed);
            Model model = Models.of(network, seed);
            while (c.interpolation == Interpolation.NEAREST && jumps(model, pictures)) {
                model = Models.of(network, ++seed);
            }
            Path file = folder.resolve("warp.onnx");
            OnnxExport.write(file, model, c.opset);
            checker.check(file);
            try (OnnxEngine engine = OnnxEngine.open(file, 1)) {
                Agreement.check(c + " to " + output, model, engine, pictures, IMAGES);
            }
        }
    }

    /** Whether a sample lies so near the edge between two pixels that rounding decides between them. */
    private static boolean jumps(Model model, float[] pictures) {
        try (Predictor predictor = new Predictor(model, "cpu")) {
            Answer answer = predictor.answer(pictures, IMAGES);
            Look look = answer.looks().get(0);
            for (int image = 0; image < IMAGES; image++) {
                for (float[] axis : look.warp().coordinates(look.theta(image, IMAGES))) {
                    for (float place : axis) {
                        if (Math.abs(place - Math.floor(place) - 0.5) < FROM_EDGES) {
                            return true;
                        }
                    }
                }
            }
            return false;
        }
    }
}
