package org.stn4j.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a run was made on.
 *
 * @param processor model of the processor, or its architecture where the system does not tell
 * @param processors logical processors that Java may use
 * @param memoryGibibytes memory of the machine, rounded; 0 if unknown
 * @param system name, version and architecture of the operating system
 * @param java version and vendor of the JDK
 */
public record Machine(String processor, int processors, long memoryGibibytes, String system, String java) {

    /** The machine that this process runs on. */
    public static Machine current() {
        return new Machine(
                processorModel(),
                Runtime.getRuntime().availableProcessors(),
                readMemoryGibibytes(),
                property("os.name") + " " + property("os.version") + " " + property("os.arch"),
                property("java.version") + " (" + property("java.vendor") + ")");
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }

    private static String processorModel() {
        return lines("/proc/cpuinfo").stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse(property("os.arch"));
    }

    private static long readMemoryGibibytes() {
        return lines("/proc/meminfo").stream()
                .filter(line -> line.startsWith("MemTotal:"))
                .mapToLong(line -> Math.round(Long.parseLong(line.replaceAll("\\D", "")) / 1024.0 / 1024.0))
                .findFirst()
                .orElse(0);
    }

    /** A file of Linux's /proc; nothing on systems without. */
    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return List.of();
        }
    }
}
