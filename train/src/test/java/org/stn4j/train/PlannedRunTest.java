package org.stn4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannedRunTest {
    private static final List<String> CALL = List.of("train", "--data", "images:my photos", "--lr", "1e-3");

    @TempDir
    Path folder;

    @Test
    void isThereUntilItIsClosed() throws IOException {
        Path run = folder.resolve("run");
        assertThat(PlannedRun.read(run)).isEmpty();
        try (PlannedRun planned = PlannedRun.write(run, CALL)) {
            assertThat(PlannedRun.read(run)).contains(PlannedRun.Call.of(CALL));
            assertThat(planned).isNotNull();
        }
        // It came to nothing, and leaves nothing.
        assertThat(run).doesNotExist();
    }

    @Test
    void anOlderOneDoesNotSayFromWhere() throws IOException {
        Files.writeString(new RunDirectory(folder).plan(), "{\"arguments\": [\"train\"]}");
        assertThat(PlannedRun.read(folder)).contains(new PlannedRun.Call("", List.of("train")));
    }

    @Test
    void whatTheRunMadeStays() throws IOException {
        Path run = folder.resolve("run");
        try (PlannedRun planned = PlannedRun.write(run, CALL)) {
            Files.writeString(RunDirectory.create(run).checkpoint(), "x");
            assertThat(PlannedRun.read(run)).isPresent();
            assertThat(planned).isNotNull();
        }
        assertThat(PlannedRun.read(run)).isEmpty();
        assertThat(run.toFile().list()).containsExactly("checkpoint.safetensors");
    }

    @Test
    void anEarlierRunStays() throws IOException {
        RunDirectory earlier = RunDirectory.create(folder);
        earlier.write(earlier.model(), "model");
        earlier.write(earlier.provenance(), "provenance");
        PlannedRun.write(folder, CALL).close();

        assertThat(earlier.model()).hasContent("model");
        assertThat(folder.toFile().list()).hasSize(2);
    }

    @Test
    void aForeignFolderIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("letter.txt"), "dear");

        assertThatThrownBy(() -> PlannedRun.write(folder, CALL))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds files that are not of a run");
        assertThat(folder.toFile().list()).hasSize(1);
    }
}
