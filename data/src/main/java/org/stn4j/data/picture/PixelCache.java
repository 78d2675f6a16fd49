package org.stn4j.data.picture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.stn4j.data.ImageShape;

/**
 * Where decoded pictures are kept for the next time: a folder of files, one for each set of pictures and shape. It may be
 * deleted at any time.
 *
 * @param folder the folder; empty if nothing is to be kept
 */
record PixelCache(Optional<Path> folder) {
    /** Beyond this age, what was not finished is of no use any more. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    /**
     * The user's: what {@code STN4J_CACHE} names, a folder or {@code off}, else {@code stn4j} in the folder that the
     * system has for caches.
     */
    static PixelCache ofUser() {
        String chosen = System.getProperty("org.stn4j.cache", System.getenv().getOrDefault("STN4J_CACHE", ""));
        if (chosen.equals("off")) {
            return new PixelCache(Optional.empty());
        }
        try {
            if (!chosen.isBlank()) {
                return new PixelCache(Optional.of(Path.of(chosen)));
            }
            String caches = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
            Path folder = caches.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches);
            return new PixelCache(Optional.of(folder.resolve("stn4j")));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("STN4J_CACHE names no folder: " + e.getMessage(), e);
        }
    }

    /** The file for the pictures of a folder or table. */
    Optional<Path> file(Path source, ImageShape shape) {
        return folder.map(caches -> {
            Path whole = PictureSource.real(source);
            String digest = Digests.hexadecimal(whole.toString().getBytes(StandardCharsets.UTF_8));
            String name = String.valueOf(whole.getFileName()).replaceAll("[^A-Za-z0-9.-]+", "-");
            return caches.resolve(name.substring(0, Math.min(40, name.length())) + "-" + digest.substring(0, 12) + "-"
                    + shape + ".pictures");
        });
    }

    /** Makes the folder, and clears away what programs left long ago that were killed. */
    void prepare() throws IOException {
        if (folder.isEmpty()) {
            return;
        }
        Files.createDirectories(folder.get());
        Instant limit = Instant.now().minus(ABANDONED);
        for (Path file : unfinished("")) {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Files that were to become {@code target}, of programs that were killed. */
    List<Path> abandoned(Path target) throws IOException {
        return unfinished(target.getFileName() + ".").stream()
                .filter(PixelFile::isAbandoned)
                .toList();
    }

    private List<Path> unfinished(String beginning) throws IOException {
        if (folder.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.get())) {
            return files.filter(file -> {
                        String name = String.valueOf(file.getFileName());
                        return name.startsWith(beginning) && name.endsWith(PixelFile.TEMPORARY);
                    })
                    .sorted()
                    .toList();
        }
    }
}
