package org.stn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stn4j.nn.DeepPresets;
import org.stn4j.nn.Presets;
import org.stn4j.nn.VolumePresets;
import org.stn4j.nn.torch.learn.OptimizerSettings;
import org.stn4j.train.Schedule;
import org.stn4j.train.paper.Tables;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** A real bash offers what the program takes. */
class CompletionTest {
    private static final Path BASH = Path.of("/bin/bash");

    @TempDir
    static Path folder;

    private static Path script;

    @BeforeAll
    static void write() throws IOException {
        CommandRun run = CommandRun.of("completion");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        script = Files.writeString(folder.resolve("completion"), run.out());
    }

    /** What bash offers where the cursor is behind the last word. */
    private static List<String> offers(String... words) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(BASH), "there is no " + BASH);
        String call = """
                source "$1"; shift
                COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
                _complete_stn4j "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
                printf '%s\\n' "${COMPREPLY[@]}"
                """;
        List<String> command =
                new ArrayList<>(List.of(BASH.toString(), "--norc", "-c", call, "bash", script.toString(), "./stn4j"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        // "compopt" says that it is not called by a completion; here it is not.
        assertThat(err.lines().filter(line -> !line.contains("compopt"))).isEmpty();
        assertThat(process.waitFor()).isZero();
        return out.lines().filter(line -> !line.isBlank()).map(String::strip).toList();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            tr                        | train
            data f                    | fetch
            train --ep                | --epochs
            train --distort RT        | RTS
            train --model st-deep-p   | st-deep-parallel
            train --model vol         | volume-cnn
            train --transform proj    | projective
            train --schedule co       | cosine,constant
            evaluate --part v         | validation
            export --format o         | onnx
            export --opset 2          | 20
            bench kernels --padding b | border
            bench kernels --interpolation bic | bicubic
            train --optimizer ad      | adamw
            train --device cu         | cuda
            train --augment st        | strong
            gallery --distort P       | P
            reproduce --table m       | mnist
            """)
    void bashOffers(String words, String offers) throws Exception {
        assertThat(offers(words.split(" ", -1))).containsExactlyInAnyOrder(offers.split(",", -1));
    }

    @Test
    void allCommandsAndFiles() throws Exception {
        assertThat(offers("")).contains("train", "evaluate", "predict", "completion");
        Files.writeString(folder.resolve("model.safetensors"), "");
        assertThat(offers("train", "--config", "model")).containsExactly("model.safetensors");
    }

    /** Each word that is offered is one that the program takes. */
    @Test
    void everyChoiceIsTaken() {
        CommandLine program = CommandRun.program();
        Map<String, Iterable<String>> choices = new TreeMap<>();
        collect(program, choices);
        assertThat(choices)
                .containsKeys(
                        "stn4j train --distort",
                        "stn4j train --model",
                        "stn4j evaluate --part",
                        "stn4j export --format",
                        "stn4j reproduce --cell",
                        "stn4j bench kernels --interpolation");
        choices.forEach((option, words) -> assertThat(words).isNotEmpty().allSatisfy(word -> {
            List<String> call = new ArrayList<>(List.of(option.split(" ", -1)));
            call.remove(0);
            call.add(word);
            if (call.get(0).matches("evaluate|export|predict|rectify|gallery")) {
                call.add(1, "MODEL");
            }
            if (call.get(0).equals("predict") || call.get(0).equals("rectify")) {
                call.add("IMAGE");
            }
            if (call.get(0).equals("rectify") || call.get(0).equals("gallery")) {
                call.addAll(List.of("--out", "there"));
            }
            assertThatCode(() -> program.parseArgs(call.toArray(String[]::new))).doesNotThrowAnyException();
        }));
        // Those that picocli takes as any text.
        choices.get("stn4j train --optimizer").forEach(name -> OptimizerSettings.named(name, 0));
        assertThat(choices.get("stn4j train --model"))
                .contains("auto")
                .containsAll(Presets.names())
                .containsAll(DeepPresets.names())
                .containsAll(VolumePresets.names());
        choices.get("stn4j train --schedule").forEach(name -> Schedule.named(name, 0));
        choices.get("stn4j reproduce --table").forEach(Tables::named);
    }

    @Test
    void helpNamesEveryModel() {
        String help = CommandRun.of("train", "--help").out().replaceAll("\\s+", " ");
        assertThat(TaskOptions.models()).allSatisfy(name -> assertThat(help).containsPattern("[ (]" + name + "[ ,:]"));
    }

    private static void collect(CommandLine command, Map<String, Iterable<String>> choices) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            Iterable<String> words = option.completionCandidates();
            if (words != null
                    && StreamSupport.stream(words.spliterator(), false).count() > 0) {
                choices.put(command.getCommandSpec().qualifiedName() + " " + option.longestName(), words);
            }
        }
        command.getSubcommands().values().forEach(next -> collect(next, choices));
    }
}
