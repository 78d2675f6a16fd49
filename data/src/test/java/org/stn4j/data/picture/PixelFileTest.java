package org.stn4j.data.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stn4j.data.ImageShape;
import org.stn4j.warp.ImageSize;

/** Files of decoded pictures that are read before they are finished, as if their writer had been killed. */
class PixelFileTest {
    private static final ImageShape SHAPE = new ImageShape(1, 2, 3);
    private static final int PICTURES = 12;
    private static final int HEADER_BYTES = 64;

    @TempDir
    Path folder;

    private Path target;

    @BeforeEach
    void name() {
        target = folder.resolve("a.pictures");
    }

    private static byte[] pixels(int picture) {
        byte[] pixels = new byte[SHAPE.values()];
        Arrays.fill(pixels, (byte) (picture + 1));
        return pixels;
    }

    /** The list after so many pictures; the problems of the others make it longer or shorter each time. */
    private static Map<String, Decoded> list(int known) {
        Map<String, Decoded> list = new LinkedHashMap<>();
        for (int i = 0; i < PICTURES; i++) {
            list.put(
                    "picture " + i,
                    i < known
                            ? new Decoded(100 + i, 7, "digest", new ImageSize(5, 4), "")
                            : new Decoded(-1, -1, "", null, "x".repeat(known % 3 * 40)));
        }
        return list;
    }

    private void assertHolds(byte[] file, int known) throws IOException {
        Path copy = Files.write(folder.resolve("copy"), file);
        PixelFile.Content content = PixelFile.open(copy, SHAPE).orElseThrow();
        assertThat(content.pictures()).isEqualTo(list(known));
        byte[] read = new byte[SHAPE.values()];
        for (int i = 0; i < known; i++) {
            content.pixels().read(content.places().get("picture " + i), read);
            assertThat(read).isEqualTo(pixels(i));
        }
        Files.delete(copy);
    }

    @Test
    void whateverWasSavedCanBeReadAtAnyTime() throws IOException {
        try (PixelFile file = PixelFile.create(target, SHAPE)) {
            Path unfinished = onlyFile();
            for (int known = 1; known <= PICTURES; known++) {
                byte[] before = Files.readAllBytes(unfinished);
                file.write(known - 1, pixels(known - 1));
                file.save(list(known));
                byte[] after = Files.readAllBytes(unfinished);
                assertHolds(after, known);
                if (known > 1) {
                    // Killed after the list and before the header.
                    System.arraycopy(before, 0, after, 0, HEADER_BYTES);
                    assertHolds(after, known - 1);
                }
            }
            long size = Files.size(unfinished);
            for (int i = 0; i < 50; i++) {
                file.save(list(PICTURES));
            }
            assertThat(Files.size(unfinished)).isLessThan(2 * size);
            assertThat(file.finish(target, list(PICTURES)).pictures()).isEqualTo(list(PICTURES));
        }
        assertThat(onlyFile()).isEqualTo(target);
    }

    @Test
    void isAbandonedWhenItsWriterIsGone() throws IOException {
        try (PixelFile file = PixelFile.create(target, SHAPE)) {
            Path unfinished = onlyFile();
            assertThat(unfinished.getFileName().toString())
                    .startsWith("a.pictures.")
                    .endsWith(".tmp");
            assertThat(PixelFile.isAbandoned(unfinished)).isFalse();
            file.save(list(0));
            Path left = Files.copy(unfinished, folder.resolve("left"));
            assertThat(PixelFile.isAbandoned(left)).isTrue();
        }
    }

    private Path onlyFile() throws IOException {
        try (var files = Files.list(folder)) {
            return files.reduce((one, other) -> {
                        throw new AssertionError(one + " and " + other);
                    })
                    .orElseThrow();
        }
    }
}
