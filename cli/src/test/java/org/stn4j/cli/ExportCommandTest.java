package org.stn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stn4j.data.digits.DigitsDataset;
import org.stn4j.data.picture.PictureFile;
import org.stn4j.nn.ModelFile;
import org.stn4j.nn.Preprocessing;
import org.stn4j.onnx.OnnxEngine;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Planes;

/** export, and the commands that take what it wrote. */
class ExportCommandTest {
    @TempDir
    Path folder;

    private Path model;
    private Path picture;

    @BeforeEach
    void write() throws IOException {
        model = SmallModels.write(
                folder.resolve("model.safetensors"),
                SmallModels.digits(),
                new Preprocessing(List.of(0.25f), List.of(0.5f)));
        float[] values = new float[28 * 28];
        new DigitsDataset(5, 10).read(3, values, 0);
        BufferedImage three = new Planes(1, new ImageSize(28, 28), values).toImage();
        picture = folder.resolve("three.png");
        PngFile.write(picture, three);
    }

    @ParameterizedTest
    @ValueSource(strings = {"16", "20"})
    void predictSaysTheSameOfTheExportedModel(String opset) throws IOException {
        Path exported = folder.resolve("exported.onnx");
        CommandRun export = CommandRun.of("export", model, "--format", "onnx", "--opset", opset, "--out", exported);
        assertThat(export.code()).as(export.err()).isEqualTo(ExitCode.DONE);
        assertThat(export.out()).contains("opset " + opset);

        JsonNode expected =
                CommandRun.of("predict", model, picture, "--json").json().get(0);
        CommandRun run = CommandRun.of("predict", exported, picture, "--json");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        JsonNode actual = run.json().get(0);
        assertThat(actual.get("label")).isEqualTo(expected.get("label"));
        expected.get("probabilities")
                .properties()
                .forEach(entry -> assertThat(
                                actual.get("probabilities").get(entry.getKey()).asDouble())
                        .isCloseTo(entry.getValue().asDouble(), within(1e-5)));
        assertThat(actual.get("transformers")).isEqualTo(expected.get("transformers"));
        assertThat(CommandRun.of("info", exported).out())
                .isEqualTo(CommandRun.of("info", model).out());
    }

    @ParameterizedTest
    @CsvSource({
        "images:/home/ada/secret/photos?size=64x64&group-by=(a/), images:photos?size=64x64&group-by=%28a%2F%29",
        "csv:/home/ada/secret/table.csv, csv:table.csv",
        "mnist:/home/ada/secret/mnist, mnist:mnist",
        "digits:2000, digits:2000",
        "mnist, mnist",
        "scans of 2026, scans of 2026",
    })
    void tellsNobodyInWhichFoldersTheDataLie(String source, String told) throws IOException {
        Map<String, String> provenance = Map.of("data", source, "seed", "1");
        ModelFile.write(model, ModelFile.read(model).withProvenance(provenance));
        assertThat(CommandRun.of("export", model).code()).isEqualTo(ExitCode.DONE);
        try (OnnxEngine exported = OnnxEngine.open(folder.resolve("model.onnx"), 1)) {
            assertThat(exported.card().provenance()).isEqualTo(Map.of("data", told, "seed", "1"));
        }
    }

    @Test
    void rectifyWritesTheSamePictures() throws IOException {
        assertThat(CommandRun.of("export", model).code()).isEqualTo(ExitCode.DONE);
        Path exported = folder.resolve("model.onnx");
        CommandRun run = CommandRun.of("rectify", exported, picture, "--out", folder.resolve("out"));
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        float[] written =
                PictureFile.read(folder.resolve("out/three.png")).planes().values();
        // The transformer is the identity still.
        assertThat(written).isEqualTo(PictureFile.read(picture).planes().values());
    }

    @Test
    void needsNoLibtorchToPredict() throws Exception {
        assertThat(CommandRun.of("export", model).code()).isEqualTo(ExitCode.DONE);
        String classPath = String.join(
                File.pathSeparator,
                Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(File.pathSeparator))
                        .filter(entry -> !entry.contains("bytedeco"))
                        .toList());
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath));
        command.addAll(List.of(
                Main.class.getName(), "predict", folder.resolve("model.onnx").toString(), picture.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(ExitCode.DONE);
        assertThat(output).startsWith(picture.toString()).hasLineCount(1);
    }

    @Test
    void wrongCallsAreOneLine() throws IOException {
        Path exported = folder.resolve("model.onnx");
        assertThat(CommandRun.of("export", model).code()).isEqualTo(ExitCode.DONE);
        byte[] before = Files.readAllBytes(exported);
        assertWrong(ExitCode.WRONG_CALL, "there is no export to opset 17", "export", model, "--opset", "17");
        assertWrong(ExitCode.WRONG_CALL, "there is no export to 'tflite'", "export", model, "--format", "tflite");
        assertWrong(ExitCode.WRONG_CALL, "would overwrite", "export", model, "--out", model);
        assertWrong(ExitCode.FAILED, "no such file", "export", folder.resolve("absent"));
        assertWrong(ExitCode.FAILED, "cannot write", "export", model, "--out", folder.resolve("absent/x.onnx"));
        assertWrong(ExitCode.WRONG_CALL, "is an exported model", "export", exported);
        assertWrong(ExitCode.WRONG_CALL, "is an exported model", "evaluate", exported);
        assertWrong(ExitCode.WRONG_CALL, "runs on the cpu", "predict", exported, picture, "--device", "cuda");
        assertWrong(ExitCode.FAILED, "no such file", "predict", folder.resolve("absent.onnx"), picture);
        Path half = folder.resolve("half.onnx");
        Files.write(half, java.util.Arrays.copyOf(before, before.length / 2));
        assertWrong(ExitCode.FAILED, "this is no ONNX model", "predict", half, picture);
        assertThat(Files.readAllBytes(exported)).isEqualTo(before);
    }

    private static void assertWrong(int code, String message, Object... words) {
        CommandRun run = CommandRun.of(words);
        assertThat(run.err()).contains(message).hasLineCount(1);
        assertThat(run.code()).isEqualTo(code);
    }
}
