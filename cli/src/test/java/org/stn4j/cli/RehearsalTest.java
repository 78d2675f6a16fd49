package org.stn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
    @TempDir
    Path folder;

    /** The launcher throws away what it prints, and would make no archive. */
    @Test
    void everyCommandInItIsDone() throws IOException {
        assertThat(Rehearsal.run(folder)).isEqualTo(ExitCode.DONE);
        assertThat(folder.resolve("out/picture.png.png")).isRegularFile();
    }
}
