package org.stn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.stn4j.nn.FlatYaml;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options out of a file are those of the command line. */
class ConfigFileTest {
    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("options.yaml"), text);
    }

    private static List<String> words(String... call) {
        return ConfiguredCall.of(CommandRun.program(), call).arguments();
    }

    @Test
    void optionsStandBehindTheCommandAsIfTyped() throws IOException {
        Path file = file("epochs: 3\ndata: digits:200 # drawn\nlr: 0.01\n");
        assertThat(words("train", "--config", file.toString(), "--seed", "7"))
                .containsExactly("train", "--epochs=3", "--data=digits:200", "--lr=0.01", "--seed", "7");
        assertThat(words("--debug", "--config=" + file, "train"))
                .containsExactly("--debug", "train", "--epochs=3", "--data=digits:200", "--lr=0.01");
        Path preview = file("rows: 2\n");
        assertThat(words("data", "preview", "--config", preview.toString()))
                .containsExactly("data", "preview", "--rows=2");
    }

    @Test
    void theCallWins() throws IOException {
        String file = file("epochs: 3\ndata: digits:200\n").toString();
        assertThat(words("train", "--epochs", "5", "--config", file))
                .containsExactly("train", "--data=digits:200", "--epochs", "5");
        assertThat(words("train", "--config", file, "--data=mnist:there"))
                .containsExactly("train", "--epochs=3", "--data=mnist:there");
        // Behind two dashes, words are no options any more.
        assertThat(words("train", "--config", file, "--", "--epochs"))
                .containsExactly("train", "--epochs=3", "--data=digits:200", "--", "--epochs");
    }

    @Test
    void flagsAndLists() throws IOException {
        String flags = file("json: true\nmarkdown: false\n").toString();
        assertThat(words("bench", "kernels", "--config", flags)).containsExactly("bench", "kernels", "--json");
        String list = file("cell: [st-cnn-affine-R, fcn-R]\ntable: mnist\n").toString();
        assertThat(words("reproduce", "--config", list))
                .containsExactly("reproduce", "--cell=st-cnn-affine-R", "--cell=fcn-R", "--table=mnist");
    }

    @Test
    void anEmptyFileAndAMissingNameChangeNothing() throws IOException {
        assertThat(words("train", "--config", file("# epochs: 3\n").toString())).containsExactly("train");
        assertThat(words("train")).containsExactly("train");
        CommandRun nameless = CommandRun.of("train", "--config");
        assertThat(nameless.code()).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(nameless.err()).contains("--config").hasLineCount(1);
    }

    static List<String> commands() {
        List<String> commands = new ArrayList<>();
        collect("", CommandRun.program(), commands);
        return commands;
    }

    private static void collect(String words, CommandLine command, List<String> into) {
        if (command.getSubcommands().isEmpty()) {
            into.add(words.strip());
        }
        command.getSubcommands().forEach((name, next) -> collect(words + " " + name, next, into));
    }

    /** Every option that a command has can stand in its file. */
    @ParameterizedTest
    @MethodSource("commands")
    void everyOptionOfEveryCommand(String command) throws IOException {
        CommandSpec spec = CommandRun.program().getCommandSpec();
        for (String word : command.split(" ", -1)) {
            spec = spec.subcommands().get(word).getCommandSpec();
        }
        StringBuilder text = new StringBuilder();
        List<String> expected = new ArrayList<>(List.of(command.split(" ", -1)));
        for (OptionSpec option : spec.options()) {
            String name = option.longestName().substring(2);
            if (List.of("help", "config").contains(name)) {
                continue;
            }
            boolean flag = option.arity().max() == 0;
            text.append(name).append(flag ? ": true\n" : ": some\n");
            expected.add("--" + name + (flag ? "" : "=some"));
        }
        List<String> call = new ArrayList<>(List.of(command.split(" ", -1)));
        call.addAll(List.of("--config", file(text.toString()).toString()));
        assertThat(words(call.toArray(String[]::new))).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    epochs: many              | , line 1: Invalid value for option '--epochs': 'many' is not an int
                    "seed: 1\\nepoch: 3"       | , line 2: there is no option '--epoch'; did you mean --epochs?
                    "seed: 1\\nseed: 2"        | , line 2: seed stands there twice
                    distort: RST              | , line 1: Invalid value for option '--distort': unknown distortion 'RST'
                    epochs: [1, 2]            | , line 1: epochs takes one value, not a list
                    epochs: {a: 1}            | , line 1: a value of epochs is a single one, not a map
                    epochs:                   | , line 1: a value of epochs is a single one, not nothing
                    debug: yes                | , line 1: debug is true or false
                    help: true                | , line 1: --help is for the command line alone
                    config: other.yaml        | , line 1: --config is for the command line alone
                    epochs=3: 4               | , line 1: there is no option '--epochs=3'
                    "["                       | , line 1: this is not YAML
                    - epochs                  | , line 1: here are names with values, such as 'seed: 1', not a list
                    "a: &x 1\\nb: *x"          | , line 1: anchors and aliases
                    "epochs: 3\\n  lr: ["      | , line 2: this is not YAML
                    """)
    void whatIsWrongIsOneLineWithItsPlace(String text, String message) throws IOException {
        Path file = file(text.replace("\\n", "\n"));
        CommandRun run = CommandRun.of("train", "--config", file);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.WRONG_CALL);
        assertThat(run.err()).startsWith("stn4j train: " + file + message).hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void filesThatCannotBeRead() throws IOException {
        Path absent = folder.resolve("absent.yaml");
        Path bytes = Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xc3, 0x28});
        Path large =
                Files.write(folder.resolve("large"), "#".repeat((1 << 20) + 1).getBytes(StandardCharsets.UTF_8));
        assertThat(CommandRun.of("train", "--config", absent))
                .isEqualTo(new CommandRun(
                        ExitCode.WRONG_CALL,
                        "",
                        "stn4j train: " + absent + ": no such file or folder; see stn4j train --help\n"));
        assertThat(CommandRun.of("train", "--config", folder).err()).contains(folder + ": this is a folder");
        assertThat(CommandRun.of("train", "--config", bytes).err()).contains(bytes + ": this is not UTF-8 text");
        assertThat(CommandRun.of("train", "--config", large).err()).contains(large + ": this is larger than any");
        assertThat(CommandRun.of("train", "--config", absent, "--config", absent)
                        .err())
                .contains("--config is given twice");
        assertThat(CommandRun.of("--config", absent).err()).contains("no command given");
    }

    /** What {@code train} leaves in a run reads back as the same call. */
    @Test
    void aCallAsAFile() throws IOException {
        CommandLine program = CommandRun.program();
        program.parseArgs(
                "train",
                "--debug",
                "--epochs",
                "3",
                "--data",
                "csv:a \"b\": #c.csv",
                "--group-by",
                "([^/]+)_[0-9]+[.]",
                "--out",
                "there",
                "--device",
                "null");
        String text = ConfigText.of(program.getParseResult().subcommand());
        assertThat(text).startsWith("# ./stn4j train --config");
        assertThat(FlatYaml.parse(text).stream()
                        .map(entry -> entry.name() + "=" + entry.values().get(0)))
                .containsExactlyInAnyOrder(
                        "epochs=3", "data=csv:a \"b\": #c.csv", "group-by=([^/]+)_[0-9]+[.]", "device=null");
    }
}
