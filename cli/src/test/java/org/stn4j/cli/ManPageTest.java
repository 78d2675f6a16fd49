package org.stn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page is complete, and groff has nothing against it. */
class ManPageTest {
    private static final Path GROFF = Path.of("/usr/bin/groff");

    @TempDir
    static Path folder;

    private static String page;

    @BeforeAll
    static void print() {
        CommandRun run = CommandRun.of("man");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        page = run.out();
    }

    @Test
    void groffPrintsItWithoutAWarning() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(GROFF), "there is no " + GROFF);
        Path file = Files.writeString(folder.resolve("stn4j.1"), page);
        Process process = new ProcessBuilder(
                        GROFF.toString(), "-man", "-Tutf8", "-ww", "-rLL=100n", "-P-cbou", file.toString())
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(process.waitFor()).isZero();
        assertThat(text.replaceAll("\\s+", " "))
                .contains(
                        "stn4j - Spatial transformer networks",
                        "SYNOPSIS stn4j COMMAND ...",
                        "stn4j rectify [OPTIONS] MODEL PATH...",
                        "-h, --help Show this help.",
                        "--group-by REGEX",
                        "'([^/]+)_[0-9]+[.]'",
                        "st-…",
                        "130 Interrupted.");
    }

    @Test
    void everyCommandAndOptionIsInIt() {
        CommandLine program = CommandRun.program();
        check(program);
    }

    private static void check(CommandLine command) {
        if (command.getSubcommands().isEmpty()) {
            assertThat(page)
                    .contains(".SS " + command.getCommandSpec().qualifiedName().replace("-", "\\-") + "\n");
        }
        for (OptionSpec option : command.getCommandSpec().options()) {
            assertThat(page).contains("\\fB" + option.longestName().replace("-", "\\-") + "\\fR");
        }
        command.getSubcommands().values().forEach(ManPageTest::check);
    }

    @Test
    void linesOfTextAreNoRequests() {
        assertThat(page.lines().filter(line -> line.startsWith(".") || line.startsWith("'")))
                .allMatch(line -> line.matches("\\.(TH|SH|SS|TP|PP)( .*)?"));
        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(page)).isTrue();
    }
}
