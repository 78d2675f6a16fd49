package org.stn4j.cli;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Data sets beside the project, which not every machine has. */
final class SharedData {
    private SharedData() {}

    /** The project's root. */
    static Path root() {
        Path root = Path.of("").toAbsolutePath();
        return root.getFileName().toString().equals("cli") ? root.getParent() : root;
    }

    /** A folder in {@code ../shared/data}; skips the test where there is none. */
    static Path folder(String name) {
        Path folder = root().resolveSibling("shared").resolve("data").resolve(name);
        return Files.isDirectory(folder) ? folder : abort("there is no " + folder);
    }
}
