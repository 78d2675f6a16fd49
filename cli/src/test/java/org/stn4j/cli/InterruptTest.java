package org.stn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A training in a process of its own that is told to stop. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals are sent with kill")
class InterruptTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void keepsTheRunSoFar(String signal, int exitCode) throws Exception {
        Signals.assumeHeeded(signal);
        Path run = folder.resolve("run");
        Process process = training(run);
        List<String> lines = new ArrayList<>();
        try (BufferedReader err = process.errorReader()) {
            String line;
            while ((line = err.readLine()) != null) {
                lines.add(line);
                if (line.contains(" epochs of ")) {
                    // Within the first epoch, which is far too long to end by itself.
                    Thread.sleep(1_000);
                    Signals.send(signal, process);
                }
            }
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(String.join("\n", lines)).isEqualTo(exitCode);
        assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("stopping; "));
        assertThat(out)
                .contains("test error")
                .contains(run.resolve("report.html").toString());
        assertThat(run.resolve("provenance.json")).content().contains("interrupted");

        CommandRun evaluation = CommandRun.of("evaluate", run, "--json");
        assertThat(evaluation.code()).as(evaluation.err()).isEqualTo(ExitCode.DONE);
        assertThat(evaluation.json().get("examples").asInt()).isEqualTo(SmallDigits.TEST);
    }

    private Process training(Path run) throws IOException {
        String data = SmallDigits.write(folder.resolve("digits"));
        return MainProcess.of(
                        List.of(),
                        "train",
                        "--data",
                        data,
                        "--distort",
                        "R",
                        "--parameters",
                        "30000",
                        "--batch-size",
                        "1",
                        "--epochs",
                        "1000000",
                        "--out",
                        run)
                .start();
    }
}
