package org.stn4j.cli;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Signals to processes, as a user's Ctrl-C or the system sends them. */
final class Signals {
    private Signals() {}

    static void send(String signal, Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Children inherit from shells that run jobs in the background that they ignore interrupts. */
    static void assumeHeeded(String signal) throws IOException {
        assumeFalse(
                signal.equals("INT") && interruptsAreIgnored(),
                "this process ignores interrupts, and so do its children");
    }

    private static boolean interruptsAreIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("SigIgn:")) {
                long ignored = Long.parseUnsignedLong(
                        line.substring("SigIgn:".length()).strip(), 16);
                return (ignored & 1L << (2 - 1)) != 0;
            }
        }
        return false;
    }
}
