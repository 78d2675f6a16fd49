package org.stn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stn4j.data.digits.DigitsDataset;
import org.stn4j.nn.ModelFile;
import org.stn4j.nn.NetworkYaml;
import org.stn4j.nn.Preprocessing;
import org.stn4j.nn.torch.learn.Predictor;
import org.stn4j.warp.ImageSize;
import org.stn4j.warp.Planes;

/** predict, rectify and gallery, with models whose transformers are the identity. */
class PictureCommandsTest {
    @TempDir
    Path folder;

    private Path model;
    private Path pictures;

    @BeforeEach
    void write() throws IOException {
        model = SmallModels.write(folder.resolve("model.safetensors"), SmallModels.digits());
        pictures = Files.createDirectories(folder.resolve("pictures/deep")).getParent();
        PngFile.write(pictures.resolve("three.png"), digit(3));
        ImageIO.write(digit(4), "bmp", pictures.resolve("deep/four.v2.bmp").toFile());
        Files.writeString(pictures.resolve("notes.txt"), "not a picture, and not named like one");
    }

    /** The first drawn digit of a class. */
    private static BufferedImage digit(int label) {
        float[] values = new float[28 * 28];
        new DigitsDataset(5, 10).read(label, values, 0);
        return new Planes(1, new ImageSize(28, 28), values).toImage();
    }

    @Test
    void predictsWhatTheNetworkAnswers() throws IOException {
        CommandRun run = CommandRun.of("predict", model, pictures.resolve("three.png"), "--json");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        JsonNode prediction = run.json().get(0);
        float[] logits;
        try (Predictor predictor = new Predictor(ModelFile.read(model), "cpu")) {
            logits = predictor.logits(Planes.of(digit(3)).values(), 1);
        }
        double sum = 0;
        int best = 0;
        for (int i = 0; i < 10; i++) {
            sum += Math.exp(logits[i]);
            best = logits[i] > logits[best] ? i : best;
        }
        assertThat(prediction.get("label").asText()).isEqualTo("class " + best);
        assertThat(prediction.get("probability").asDouble()).isCloseTo(Math.exp(logits[best]) / sum, within(1e-5));
        assertThat(prediction.get("transformers").get(0).get("theta").toString())
                .isEqualTo("[1.0,0.0,0.0,0.0,1.0,0.0]");
    }

    @Test
    void predictsAllPicturesOfAFolder() {
        CommandRun run = CommandRun.of("predict", model, pictures);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out().lines().toList())
                .hasSize(2)
                .first()
                .asString()
                .matches(".*four\\.v2\\.bmp  class \\d  [\\d.]+ %  affine \\[1\\.0000 .*]");
    }

    @Test
    void eachPredictionIsToBeReadAtOnce() {
        List<String> read = new ArrayList<>();
        StringWriter out = new StringWriter() {
            @Override
            public void flush() {
                read.add(toString());
            }
        };
        int code = Main.run(
                new PrintWriter(out),
                new PrintWriter(new StringWriter()),
                "predict",
                model.toString(),
                pictures.toString());
        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(read.get(0)).hasLineCount(1).contains("four.v2.bmp");
    }

    @Test
    void rectifiesToWhatTheNetworkSees() throws IOException {
        Path out = folder.resolve("rectified");
        CommandRun run = CommandRun.of("rectify", model, pictures, "--out", out);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("wrote 2 of 2 pictures");
        // The identity gives back the picture, pixel for pixel.
        assertSame(out.resolve("three.png"), digit(3));
        assertSame(out.resolve("deep/four.v2.png"), digit(4));
    }

    @Test
    void takesPreprocessingBackBeforeItWrites() throws IOException {
        Path shifted = SmallModels.write(
                folder.resolve("shifted.safetensors"),
                SmallModels.digits(),
                new Preprocessing(List.of(0.25f), List.of(0.5f)));
        Path out = folder.resolve("rectified");
        assertThat(CommandRun.of("rectify", shifted, pictures.resolve("three.png"), "--out", out)
                        .code())
                .isEqualTo(ExitCode.DONE);
        assertSame(out.resolve("three.png"), digit(3));
    }

    private static void assertSame(Path file, BufferedImage expected) throws IOException {
        BufferedImage written = ImageIO.read(file.toFile());
        assertThat(Planes.of(written).values()).isEqualTo(Planes.of(expected).values());
    }

    @Test
    void refusesTwoPicturesOfOneName() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        PngFile.write(other.resolve("three.png"), digit(5));
        CommandRun run = CommandRun.of(
                "rectify",
                model,
                pictures.resolve("three.png"),
                other.resolve("three.png"),
                "--out",
                folder.resolve("out"));
        assertThat(run.code()).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(run.err()).contains("would both be written to").hasLineCount(1);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void refusesToRectifyWithoutATransformer() throws IOException {
        Path plain = SmallModels.write(
                folder.resolve("plain.safetensors"),
                NetworkYaml.parse("name: plain\ninput: 1x28x28\nlayers:\n- dense: 10\n"));
        CommandRun run = CommandRun.of("rectify", plain, pictures.resolve("three.png"), "--out", folder.resolve("out"));
        assertThat(run.code()).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(run.err()).contains("has no spatial transformer").hasLineCount(1);
        CommandRun gallery = CommandRun.of(
                "gallery", plain, "--data", "digits", "--distort", "none", "--out", folder.resolve("g.png"));
        assertThat(gallery.err()).contains("has no spatial transformer").hasLineCount(1);
    }

    @Test
    void refusesTransformersOfFeatureMaps() throws IOException {
        Path deep = SmallModels.write(folder.resolve("deep.safetensors"), NetworkYaml.parse("""
                        name: deep
                        input: 1x28x28
                        layers:
                        - spatialTransformer: {transform: translation, localisation: [{averagePool: 14}]}
                        - convolution: {filters: 5, kernel: 9}
                        - spatialTransformer: {transform: translation, localisation: [{averagePool: 10}]}
                        - dense: 10
                        """));
        Path out = folder.resolve("out");
        assertThat(CommandRun.of("rectify", deep, pictures.resolve("three.png"), "--out", out)
                        .code())
                .isEqualTo(ExitCode.DONE);
        CommandRun second =
                CommandRun.of("rectify", deep, pictures.resolve("three.png"), "--out", out, "--transformer", "2");
        assertThat(second.err()).contains("looks at feature maps").hasLineCount(1);
        CommandRun third =
                CommandRun.of("rectify", deep, pictures.resolve("three.png"), "--out", out, "--transformer", "3");
        assertThat(third.err()).contains("--transformer is from 1 to 2").hasLineCount(1);
    }

    @Test
    void drawsAGallery() throws IOException {
        Path file = folder.resolve("gallery.png");
        CommandRun run = CommandRun.of(
                "gallery",
                model,
                "--data",
                "digits:20",
                "--distort",
                "none",
                "--columns",
                "5",
                "--rows",
                "2",
                "--side",
                "56",
                "--out",
                file);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        BufferedImage sheet = ImageIO.read(file.toFile());
        assertThat(sheet.getWidth()).isEqualTo(6 + 5 * (56 + 6));
        assertThat(sheet.getHeight()).isEqualTo(6 + 2 * (2 * 56 + 2 + 2 + 3 + 6));
        // The identity's frame is the edge of the image; its upper side is drawn in red.
        int top = sheet.getRGB(6 + 28, 6);
        assertThat(top >> 16 & 0xff).isGreaterThan(2 * (top & 0xff));
        // Below, at the same place within the picture, the same pixel.
        assertThat(sheet.getRGB(6 + 29, 6 + 56 + 2 + 29)).isEqualTo(sheet.getRGB(6 + 29, 6 + 29));
    }

    @Test
    void describesAModel() throws IOException {
        CommandRun run = CommandRun.of("info", model);
        assertThat(run.out()).contains("0.spatialTransformer").contains("class 9");
        JsonNode json = CommandRun.of("info", model, "--json").json();
        assertThat(json.get("input").asText()).isEqualTo("1x28x28");
        assertThat(json.get("parameters").asLong())
                .isEqualTo(SmallModels.digits().parameterCount());
    }
}
