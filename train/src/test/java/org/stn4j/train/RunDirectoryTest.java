package org.stn4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {

    @TempDir
    Path folder;

    @Test
    void isMadeWithItsParents() throws IOException {
        assertThat(RunDirectory.create(folder.resolve("a/b")).path()).isEmptyDirectory();
    }

    @Test
    void anEmptyFolderIsTaken() throws IOException {
        assertThat(RunDirectory.create(folder).path()).isEqualTo(folder);
    }

    @Test
    void aForeignFolderIsLeftAlone() throws IOException {
        Path letter = Files.writeString(folder.resolve("letter.txt"), "dear");

        assertThatThrownBy(() -> RunDirectory.create(folder))
                .isInstanceOf(IOException.class)
                .hasMessage(folder + " holds files that are not of a run; choose another folder with --out");
        assertThat(letter).hasContent("dear");
    }

    @Test
    void anEarlierRunIsCleared() throws IOException {
        RunDirectory earlier = RunDirectory.create(folder);
        for (Path file : new Path[] {
            earlier.model(), earlier.checkpoint(), earlier.metrics(), earlier.provenance(), earlier.report()
        }) {
            earlier.write(file, "earlier");
        }
        Path note = Files.writeString(folder.resolve("note.txt"), "mine");

        RunDirectory.create(folder);

        assertThat(folder).isDirectoryContaining(earlier.provenance()::equals);
        assertThat(folder).isDirectoryContaining(note::equals);
        assertThat(folder.toFile().list()).hasSize(2);
    }

    @Test
    void whatAKilledProcessLeftHalfWrittenGoes() throws IOException {
        RunDirectory earlier = RunDirectory.create(folder);
        earlier.write(earlier.provenance(), "earlier");
        Files.writeString(folder.resolve(".checkpoint.safetensors.5f0c.tmp"), "half");
        Files.writeString(folder.resolve(".metrics.csv.5f0d.tmp"), "half");
        Path own = Files.writeString(folder.resolve(".own.tmp"), "mine");

        RunDirectory.create(folder);

        assertThat(folder.toFile().listFiles())
                .containsExactlyInAnyOrder(earlier.provenance().toFile(), own.toFile());
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        for (Path path : new Path[] {file, file.resolve("below")}) {
            assertThatThrownBy(() -> RunDirectory.create(path))
                    .isInstanceOf(IOException.class)
                    .message()
                    .startsWith(path == file ? path + " is a file" : "cannot make the folder " + path)
                    .doesNotContain("\n");
        }
    }

    @Test
    void goingOnNeedsACheckpoint() throws IOException {
        assertThatThrownBy(() -> RunDirectory.existing(folder))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        folder + " holds no checkpoint.safetensors to go on from; start a new run there with --out");
        assertThatThrownBy(() -> RunDirectory.existing(folder.resolve("none")))
                .isInstanceOf(IOException.class)
                .hasMessage(folder.resolve("none") + ": there is no such folder");
    }
}
