package org.stn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.stn4j.nn.Model;
import org.stn4j.nn.ModelFile;
import org.stn4j.nn.NetworkYaml;
import org.stn4j.train.PlannedRun;

class TrainCommandTest {
    @TempDir
    static Path folder;

    private static String data;
    private static Path run;
    private static CommandRun training;

    @BeforeAll
    static void train() throws IOException {
        data = SmallDigits.write(folder.resolve("digits"));
        run = folder.resolve("run");
        training = train(run);
    }

    private static CommandRun train(Path out, Object... more) {
        List<Object> call = new ArrayList<>(List.of(
                "train",
                "--data",
                data,
                "--distort",
                "R",
                "--parameters",
                "30000",
                "--batch-size",
                "20",
                "--epochs",
                "2",
                "--out",
                out));
        call.addAll(List.of(more));
        return CommandRun.of(call.toArray());
    }

    @Test
    void keepsModelReportMetricsAndProvenance() {
        assertThat(training.code()).as(training.err()).isEqualTo(ExitCode.DONE);
        assertThat(run).isDirectoryContaining("glob:**/model.safetensors");
        assertThat(run).isDirectoryContaining("glob:**/report.html");
        assertThat(run.resolve("metrics.csv")).content().hasLineCount(3);
        assertThat(run.resolve("provenance.json"))
                .content()
                .contains("./stn4j train --data " + data)
                .contains("\"completed\"");
        assertThat(training.out()).contains(run.resolve("model.safetensors").toString());
    }

    @Test
    void saysHowItGoesOnStandardError() {
        assertThat(training.err().lines())
                .anySatisfy(line -> assertThat(line).startsWith("training st-cnn affine on idx:"))
                .anySatisfy(line -> assertThat(line).contains("2 epochs of 11 steps"))
                .anySatisfy(line -> assertThat(line).startsWith("epoch 2/2: loss "));
    }

    /** Whether the processor has such instructions is what the kernel says. */
    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void bfloat16WarnsWhereTheProcessorHasNoInstructionsForIt() throws IOException {
        boolean instructions =
                Files.readString(Path.of("/proc/cpuinfo")).matches("(?s).*\\b(avx512_bf16|amx_bf16)\\b.*");
        CommandRun half = train(folder.resolve("half"), "--precision", "bfloat16");
        assertThat(half.code()).as(half.err()).isEqualTo(ExitCode.DONE);
        assertThat(half.err().contains("--precision float32 is faster here")).isEqualTo(!instructions);
        assertThat(training.err()).doesNotContain("bfloat16");
    }

    @Test
    void evaluatesToTheErrorThatTrainingReports() throws IOException {
        CommandRun evaluation = CommandRun.of("evaluate", run, "--json");
        assertThat(evaluation.code()).as(evaluation.err()).isEqualTo(ExitCode.DONE);
        Matcher reported =
                Pattern.compile("test error [\\d.]+ % \\((\\d+) of (\\d+)\\)").matcher(training.out());
        assertThat(reported.find()).isTrue();
        assertThat(evaluation.json().get("errors").asInt()).isEqualTo(Integer.parseInt(reported.group(1)));
        assertThat(evaluation.json().get("examples").asInt()).isEqualTo(SmallDigits.TEST);
        assertThat(evaluation.json().get("errorRate").asDouble())
                .isEqualTo(Integer.parseInt(reported.group(1)) / (double) SmallDigits.TEST);
    }

    @Test
    void evaluatesIntoAFolder() throws IOException {
        Path out = folder.resolve("evaluation");
        // What an earlier one with more mistakes left.
        Path stale = Files.createDirectories(out.resolve("mistakes")).resolve("999-1-as-2.png");
        Files.writeString(stale, "");

        CommandRun evaluation = CommandRun.of("evaluate", run, "--json", "--out", out, "--mistakes", "7");

        assertThat(evaluation.code()).as(evaluation.err()).isEqualTo(ExitCode.DONE);
        JsonNode json = evaluation.json();
        int mistakes = Math.min(7, json.get("errors").asInt());
        assertThat(mistakes).isPositive();
        assertThat(out.resolve("mistakes").toFile().list()).hasSize(mistakes).doesNotContain("999-1-as-2.png");
        assertThat(out.resolve("mistakes.csv"))
                .content()
                .hasLineCount(1 + json.get("errors").asInt())
                .startsWith("file,label,taken_for,probability,picture\n");
        assertThat(out.resolve("classes.csv")).content().hasLineCount(1 + 10).startsWith("label,images,precision,");
        assertThat(out.resolve("confusion.csv"))
                .content()
                .hasLineCount(1 + json.get("confusions").size());
        assertThat(out.resolve("calibration.csv")).content().hasLineCount(1 + 15);
        assertThat(out.resolve("robustness.csv")).content().hasLineCount(1 + 25 + 9 + 12);
        assertThat(out.resolve("report.html"))
                .content()
                .contains("Calibration", "What the transformer is worth", "Robustness", "Worst mistakes");
        assertThat(json.get("switchedOff").get(0).get("transformers").get(0).asText())
                .isEqualTo("0.spatialTransformer");
        assertThat(json.get("robustness").get("angle")).hasSize(25);
        JsonNode first = json.get("mistakes").get(0);
        assertThat(first.get("probabilities")
                        .get(first.get("predicted").asText())
                        .floatValue())
                .isEqualTo(first.get("probability").floatValue());
    }

    @Test
    void theReportOfAnEvaluationIsOfItsPart() {
        Path out = folder.resolve("evaluation of the training images");
        CommandRun evaluation = CommandRun.of(
                "evaluate", run, "--part", "train", "--out", out, "--robustness-images", "5", "--mistakes", "0");
        assertThat(evaluation.code()).as(evaluation.err()).isEqualTo(ExitCode.DONE);
        assertThat(out.resolve("report.html"))
                .content()
                .contains("Of the training images.", "5 training images, turned")
                .doesNotContainIgnoringCase("test images");
    }

    @Test
    void turnsAsManyPicturesAsAreWanted() throws IOException {
        CommandRun evaluation = CommandRun.of("evaluate", run, "--json", "--robustness-images", "12");

        assertThat(evaluation.code()).as(evaluation.err()).isEqualTo(ExitCode.DONE);
        assertThat(evaluation.json().get("robustness").get("images").asInt()).isEqualTo(12);
        assertThat(CommandRun.of("evaluate", run, "--robustness-images", "-1").code())
                .isNotEqualTo(ExitCode.DONE);
    }

    @Test
    void evaluatesInWords() {
        CommandRun evaluation = CommandRun.of("evaluate", run);

        assertThat(evaluation.code()).as(evaluation.err()).isEqualTo(ExitCode.DONE);
        assertThat(evaluation.out())
                .containsPattern("error [\\d.]+ % \\(\\d+ of 60\\), balanced [\\d.]+ %, loss [\\d.]+")
                .containsPattern("calibration error [\\d.]+ %: (less sure|surer) of its answers than right")
                .containsPattern("with 0.spatialTransformer switched off: error [\\d.]+ %")
                .contains("most frequent confusions")
                .doesNotContain("turned by 90 degrees");
    }

    @Test
    void sameSeedGivesTheSameBytes() throws IOException {
        Path again = folder.resolve("again");
        assertThat(train(again).code()).isEqualTo(ExitCode.DONE);
        assertThat(Files.mismatch(run.resolve("model.safetensors"), again.resolve("model.safetensors")))
                .isEqualTo(-1);
    }

    @Test
    void theConfigurationOfARunRepeatsIt() throws IOException {
        Path again = folder.resolve("repeated");
        CommandRun repeated = CommandRun.of("train", "--config", run.resolve("config.yaml"), "--out", again);
        assertThat(repeated.code()).as(repeated.err()).isEqualTo(ExitCode.DONE);
        assertThat(Files.mismatch(run.resolve("model.safetensors"), again.resolve("model.safetensors")))
                .isEqualTo(-1);
        assertThat(again.resolve("config.yaml")).hasSameTextualContentAs(run.resolve("config.yaml"));
        assertThat(again.resolve("provenance.json")).content().contains("./stn4j train --data=" + data);
        // What is wrong with going on is said, wherever the option comes from.
        assertThat(CommandRun.of("train", "--resume", again, "--config", run.resolve("config.yaml"))
                        .code())
                .isEqualTo(ExitCode.WRONG_CALL);
    }

    @Test
    void goesOnWithARunThatIsComplete() {
        CommandRun resumed = CommandRun.of("train", "--resume", run);
        assertThat(resumed.code()).as(resumed.err()).isEqualTo(ExitCode.DONE);
        assertThat(resumed.out()).isEqualTo(training.out());
    }

    @Test
    void startsARunThatWasKilledWhileItReadItsData() throws IOException {
        Path killed = folder.resolve("killed");
        List<String> call =
                new ArrayList<>(List.of("train", "--data", data, "--distort", "R", "--parameters", "30000"));
        call.addAll(List.of("--batch-size", "20", "--epochs", "2", "--out", killed.toString()));
        // What a process that is killed then leaves.
        PlannedRun left = PlannedRun.write(killed, call);

        CommandRun resumed = CommandRun.of("train", "--resume", killed);

        assertThat(resumed.code()).as(resumed.err()).isEqualTo(ExitCode.DONE);
        assertThat(resumed.err()).startsWith("the run in " + killed + " was broken off before it had read its data");
        assertThat(Files.mismatch(run.resolve("model.safetensors"), killed.resolve("model.safetensors")))
                .isEqualTo(-1);
        assertThat(CommandRun.of("train", "--resume", killed, "--seed", "2").code())
                .isEqualTo(ExitCode.WRONG_CALL);
        left.close();
        assertThat(killed.toFile().list()).hasSize(7);
    }

    /** Killed likewise, and then moved; it was called from another directory. */
    @Test
    void startsSuchARunWhereItIsNowOnWhatItMeant() throws IOException {
        Path there = Files.createDirectories(folder.resolve("there"));
        SmallDigits.write(there.resolve("digits"));
        Files.writeString(there.resolve("own.yaml"), NetworkYaml.format(SmallModels.digits()));
        Path moved = folder.resolve("moved");
        PlannedRun left = PlannedRun.write(moved, List.of());
        Map<String, Object> plan = Map.of(
                "directory",
                there.toString(),
                "arguments",
                List.of("train", "--data", "idx:digits", "--model=own.yaml", "--epochs", "1", "--out", "a run"));
        Files.writeString(moved.resolve("starting.json"), Json.text(plan));

        CommandRun resumed = CommandRun.of("train", "--resume", moved);

        assertThat(resumed.code()).as(resumed.err()).isEqualTo(ExitCode.DONE);
        assertThat(moved.resolve("report.html")).exists();
        assertThat(Path.of("a run")).doesNotExist();
        assertThat(ModelFile.read(moved.resolve("model.safetensors")).network()).isEqualTo(SmallModels.digits());
        left.close();
    }

    @Test
    void doesNotGoOnWithOtherData() throws IOException {
        Path digits = folder.resolve("changing");
        String changing = SmallDigits.write(digits);
        Path out = folder.resolve("changed");
        CommandRun started =
                CommandRun.of("train", "--data", changing, "--model", "fcn", "--epochs", "1", "--out", out);
        assertThat(started.code()).as(started.err()).isEqualTo(ExitCode.DONE);
        Path labels = digits.resolve("train-labels-idx1-ubyte");
        byte[] bytes = Files.readAllBytes(labels);
        bytes[20] = (byte) ((bytes[20] + 1) % 10);
        Files.write(labels, bytes);

        CommandRun resumed = CommandRun.of("train", "--resume", out);

        assertThat(resumed.code()).isEqualTo(ExitCode.FAILED);
        assertThat(resumed.err().lines().toList())
                .last()
                .isEqualTo("stn4j train: the data in " + changing + " are not those that the run in " + out
                        + " was started with; start a new run with them");
    }

    @Test
    void takesNetworkAndSettingsFromTheCall() throws IOException {
        Path yaml = Files.writeString(folder.resolve("own.yaml"), NetworkYaml.format(SmallModels.digits()));
        Path out = folder.resolve("own");
        CommandRun own = CommandRun.of(
                "train",
                "--data",
                data,
                "--model",
                yaml,
                "--epochs",
                "1",
                "--batch-size",
                "22",
                "--seed",
                "7",
                "--optimizer",
                "sgd",
                "--schedule",
                "step",
                "--lr",
                "0.01",
                "--out",
                out);
        assertThat(own.code()).as(own.err()).isEqualTo(ExitCode.DONE);
        Model model = ModelFile.read(out.resolve("model.safetensors"));
        assertThat(model.network()).isEqualTo(SmallModels.digits());
        assertThat(model.provenance()).containsEntry("distortion", "none").containsEntry("seed", "7");
        assertThat(out.resolve("provenance.json"))
                .content()
                .contains("\"step\"")
                .contains("\"sgd\"");
    }

    @Test
    void aModelOfAnotherTransform() throws IOException {
        Path out = folder.resolve("tps");
        CommandRun tps = CommandRun.of(
                "train",
                "--data",
                data,
                "--transform",
                "tps:3",
                "--model",
                "st-fcn",
                "--parameters",
                "60000",
                "--epochs",
                "1",
                "--distort",
                "E",
                "--out",
                out);
        assertThat(tps.code()).as(tps.err()).isEqualTo(ExitCode.DONE);
        assertThat(ModelFile.read(out.resolve("model.safetensors")).network().name())
                .contains("tps");
    }

    @Test
    void divergenceIsOneLine() {
        CommandRun wild = CommandRun.of(
                "train",
                "--data",
                data,
                "--distort",
                "none",
                "--model",
                "fcn",
                "--parameters",
                "30000",
                "--optimizer",
                "sgd",
                "--lr",
                "1e30",
                "--clip",
                "0",
                "--warm-up",
                "0",
                "--epochs",
                "3",
                "--out",
                folder.resolve("wild"));
        assertThat(wild.code()).isEqualTo(ExitCode.FAILED);
        assertThat(wild.err().lines().toList())
                .last()
                .asString()
                .startsWith("stn4j train: ")
                .contains("--lr");
    }
}
