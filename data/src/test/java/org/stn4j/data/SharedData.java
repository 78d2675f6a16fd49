package org.stn4j.data;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real data beside the project, where there is some. */
final class SharedData {
    private SharedData() {}

    /** A folder of {@code shared/data}; the test is skipped, with this message, where it does not exist. */
    static Path folder(String name) {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path found = up.resolve("shared").resolve("data").resolve(name);
            if (Files.isDirectory(found)) {
                return found;
            }
        }
        return abort("skipped: no folder shared/data/" + name + " beside the project");
    }
}
