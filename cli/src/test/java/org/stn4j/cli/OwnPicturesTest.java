package org.stn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stn4j.data.Augmentation;
import org.stn4j.nn.Model;
import org.stn4j.nn.ModelFile;

/** From a folder of pictures to a model in use, by the commands alone; measured on pictures drawn from another seed. */
class OwnPicturesTest {
    private static final int EACH = 100;
    private static final int OTHERS_EACH = 20;
    /** By guessing two of three are wrong. */
    private static final double MOST_ERRORS = 0.2;

    private static final String CACHE = "org.stn4j.cache";

    @TempDir
    static Path folder;

    private static Path run;
    private static Path others;
    private static CommandRun training;

    @BeforeAll
    static void train() throws IOException {
        System.setProperty(CACHE, folder.resolve("cache").toString());
        Path pictures = DrawnShapes.write(folder.resolve("pictures"), EACH, 1);
        others = DrawnShapes.write(folder.resolve("others"), OTHERS_EACH, 2);
        Files.writeString(pictures.resolve("ring/broken.png"), "no picture");
        run = folder.resolve("run");
        Path fromHere = Path.of("").toRealPath().relativize(pictures.toRealPath());
        training = CommandRun.of(
                "train", "--data", "images:" + fromHere, "--input-size", "32", "--epochs", "25", "--out", run);
        assertThat(training.code()).as(training.err()).isEqualTo(ExitCode.DONE);
    }

    @AfterAll
    static void forgetCache() {
        System.clearProperty(CACHE);
    }

    @Test
    void trainingSaysWhatItFoundAndChose() {
        assertThat(training.err())
                .contains(
                        "ring/broken.png",
                        "model: st-deep",
                        "240 pictures of 3 classes: 25 epochs, in steps of 32",
                        "augmentation, anew each time: " + Augmentation.MILD);
        assertThat(training.out()).contains("test error");
        assertThat(run.resolve("report.html")).content().contains("cross", "disc", "ring", "Where it looks");
        assertThat(run.resolve("metrics.csv")).content().hasLineCount(1 + 25);
        assertThat(folder.resolve("cache")).isDirectoryContaining("glob:**.pictures");
    }

    @Test
    void learnsMuchMoreThanChance() throws IOException {
        Path out = folder.resolve("evaluation");
        CommandRun evaluation =
                CommandRun.of("evaluate", run, "--data", "images:" + others, "--json", "--out", out, "--mistakes", "0");
        assertThat(evaluation.code()).as(evaluation.err()).isEqualTo(ExitCode.DONE);
        JsonNode json = evaluation.json();
        assertThat(json.get("examples").asInt()).isEqualTo(3 * OTHERS_EACH);
        assertThat(json.get("errorRate").asDouble()).isLessThan(MOST_ERRORS);
        assertThat(json.get("labels").toString()).isEqualTo("[\"cross\",\"disc\",\"ring\"]");
        assertThat(out.resolve("report.html")).content().contains("images:" + others);
        // Each mistake is told with its file, and lies in the folder of its class.
        List<String> mistakes = Files.readAllLines(out.resolve("mistakes.csv"));
        assertThat(mistakes).hasSize(1 + json.get("errors").asInt());
        for (String line : mistakes.subList(1, mistakes.size())) {
            String[] cells = line.split(",", -1);
            assertThat(others.resolve(cells[0])).isRegularFile();
            assertThat(cells[0]).startsWith(cells[1] + "/");
            assertThat(cells[2]).isIn(DrawnShapes.LABELS).isNotEqualTo(cells[1]);
        }
        assertThat(out.resolve("classes.csv")).content().hasLineCount(1 + 3).contains("\ndisc," + OTHERS_EACH + ",");
    }

    /** Ten epochs are more than other data are gone through, and fewer than so few pictures. */
    @Test
    void theDistortionGrowsOverAsManyEpochsAsThereAre() throws IOException {
        Path few = DrawnShapes.write(folder.resolve("few"), 4, 3);
        Path out = folder.resolve("eased");
        CommandRun eased = CommandRun.of(
                "train",
                "--data",
                "images:" + few,
                "--input-size",
                "12",
                "--distort",
                "T",
                "--ease-in",
                "10",
                "--patience",
                "2",
                "--out",
                out);
        assertThat(eased.code()).as(eased.err()).isEqualTo(ExitCode.DONE);
        assertThat(out.resolve("provenance.json")).content().contains("\"easeIn\" : 10");
    }

    @Test
    void thePicturesOfTheTrainingAreKnownByAnyPath() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("pictures"));
        CommandRun asTrained = CommandRun.of("evaluate", run, "--json");
        CommandRun linked = CommandRun.of("evaluate", run, "--data", "images:" + link, "--json");
        assertThat(asTrained.json().get("examples").asInt()).isEqualTo(30);
        assertThat(linked.out()).isEqualTo(asTrained.out());
        assertThat(linked.err()).doesNotContain("which is not there");
        assertThat(ModelFile.read(run.resolve("model.safetensors")).provenance().get("data"))
                .startsWith("images:" + folder.toRealPath().resolve("pictures") + "?");
    }

    @Test
    void warnsWhereTheyCannotBeKnown() throws IOException {
        Model model = ModelFile.read(run.resolve("model.safetensors"));
        Map<String, String> from = new HashMap<>(model.provenance());
        from.put("data", "images:photos of then?channels=3&size=32x32");
        Path older = folder.resolve("older.safetensors");
        ModelFile.write(
                older, new Model(model.network(), model.labels(), model.preprocessing(), from, model.weights()));
        CommandRun evaluation = CommandRun.of("evaluate", older, "--data", "images:" + others, "--json");
        assertThat(evaluation.code()).as(evaluation.err()).isEqualTo(ExitCode.DONE);
        assertThat(evaluation.json().get("examples").asInt()).isEqualTo(3 * OTHERS_EACH);
        assertThat(evaluation.err())
                .hasLineCount(1)
                .contains("the model was trained on images:photos of then, which is not there");
    }

    @Test
    void evaluatesATableOfTestPicturesAlone() throws IOException {
        Path table = Files.writeString(folder.resolve("test.csv"), """
                path,label,split
                others/disc/disc-1.jpg,disc,test
                others/ring/ring-1.jpg,ring,test
                others/cross/cross-1.jpg,cross,test
                """);
        CommandRun evaluation = CommandRun.of("evaluate", run, "--data", "csv:" + table, "--json");
        assertThat(evaluation.code()).as(evaluation.err()).isEqualTo(ExitCode.DONE);
        assertThat(evaluation.json().get("examples").asInt()).isEqualTo(3);
        CommandRun training = CommandRun.of("evaluate", run, "--data", "csv:" + table, "--part", "train");
        assertThat(training.code()).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(training.err())
                .hasLineCount(1)
                .contains("there are no training images in csv:" + table + "; choose another part with --part");
    }

    @Test
    void predictsTheFoldersThatPicturesLieIn() throws IOException {
        List<JsonNode> predictions = predictions(run);
        long right = predictions.stream()
                .filter(prediction -> label(prediction)
                        .equals(Path.of(prediction.get("image").asText())
                                .getParent()
                                .getFileName()
                                .toString()))
                .count();
        assertThat(predictions).hasSize(3 * OTHERS_EACH);
        assertThat(1 - right / (double) predictions.size()).isLessThan(MOST_ERRORS);
    }

    @Test
    void predictsTheSameFromTheExportedModel() throws IOException {
        Path exported = folder.resolve("shapes.onnx");
        CommandRun export = CommandRun.of("export", run, "--out", exported);
        assertThat(export.code()).as(export.err()).isEqualTo(ExitCode.DONE);
        List<JsonNode> expected = predictions(run);
        List<JsonNode> actual = predictions(exported);
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            JsonNode ours = expected.get(i);
            assertThat(label(actual.get(i))).isEqualTo(label(ours));
            assertThat(actual.get(i).get("image")).isEqualTo(ours.get("image"));
            assertThat(actual.get(i).get("probability").asDouble())
                    .isCloseTo(ours.get("probability").asDouble(), within(1e-4));
        }
    }

    /** libtorch has warned of what this processor lacks, once for each layer and picture. */
    @Test
    void onePictureIsOneLineAndNothingElse() throws IOException, InterruptedException {
        Path picture = others.resolve("disc/disc-1.jpg");
        Process process = MainProcess.of(List.of(), "predict", run, picture)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(ExitCode.DONE);
        assertThat(output).startsWith(picture.toString()).hasLineCount(1);
    }

    @Test
    void rectifiesEveryPicture() throws IOException {
        Path out = folder.resolve("straight");
        CommandRun rectified = CommandRun.of("rectify", run, others, "--out", out);
        assertThat(rectified.code()).as(rectified.err()).isEqualTo(ExitCode.DONE);
        Set<String> names = new HashSet<>();
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".png")).toList()) {
                assertThat(ImageIO.read(file.toFile())).as(file.toString()).isNotNull();
                names.add(nameOf(out, file));
            }
        }
        try (Stream<Path> files = Files.walk(others)) {
            assertThat(files.filter(Files::isRegularFile).map(file -> nameOf(others, file)))
                    .hasSize(3 * OTHERS_EACH)
                    .isSubsetOf(names);
        }
    }

    @Test
    void drawsWhereItLooks() throws IOException {
        Path file = folder.resolve("look.png");
        CommandRun gallery = CommandRun.of("gallery", run, "--columns", "6", "--rows", "1", "--out", file);
        assertThat(gallery.code()).as(gallery.err()).isEqualTo(ExitCode.DONE);
        assertThat(ImageIO.read(file.toFile()).getWidth()).isGreaterThan(6 * 96);
    }

    private static List<JsonNode> predictions(Path model) throws IOException {
        CommandRun predicted = CommandRun.of("predict", model, others, "--json");
        assertThat(predicted.code()).as(predicted.err()).isEqualTo(ExitCode.DONE);
        List<JsonNode> predictions = new ArrayList<>();
        predicted.json().forEach(predictions::add);
        return predictions;
    }

    private static String label(JsonNode prediction) {
        return prediction.get("label").asText();
    }

    /** Below its folder, without the ending. */
    private static String nameOf(Path root, Path file) {
        return root.relativize(file).toString().replaceFirst("[.][a-z]+$", "");
    }
}
