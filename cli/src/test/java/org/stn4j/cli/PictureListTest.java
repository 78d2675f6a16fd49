package org.stn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureListTest {
    @TempDir
    private Path folder;

    @Test
    void aLinkToAFolderIsThatFolder() throws Exception {
        Path photos = Files.createDirectories(folder.resolve("photos/inner"));
        Files.createFile(photos.resolve("a.png"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("photos"));

        assertThat(PictureList.of(List.of(link)).entries())
                .extracting(PictureList.Entry::name)
                .containsExactly(Path.of("inner", "a.png"));
    }
}
