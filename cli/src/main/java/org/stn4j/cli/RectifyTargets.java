package org.stn4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.stn4j.nn.file.AtomicFile;
import org.stn4j.train.rectify.RectifyJob;

/**
 * Where rectified pictures go.
 *
 * @param names of the pictures, below the folders that were given
 * @param tasks one for each name
 * @param table what says what was done with each
 */
record RectifyTargets(List<Path> names, List<RectifyJob.Task> tasks, Path table) {
    /** What the name of a picture's target ends with. */
    static final String SUFFIX = ".png";

    private static final String TABLE = "transforms.csv";

    /**
     * A file for each picture, of its name and place, with {@code .png} in the place of its suffix; behind the suffix
     * where pictures of one folder differ in nothing else.
     *
     * @throws IllegalArgumentException if two would be written to one file, or one over itself; one line
     */
    static RectifyTargets of(PictureList pictures, Path out) {
        Map<Path, Set<Path>> bySameStem = new HashMap<>();
        for (PictureList.Entry picture : pictures.entries()) {
            bySameStem
                    .computeIfAbsent(FileNames.withoutSuffix(picture.name()), stem -> new LinkedHashSet<>())
                    .add(picture.name());
        }
        List<Path> names = new ArrayList<>();
        List<RectifyJob.Task> tasks = new ArrayList<>();
        Map<Path, Path> sources = new HashMap<>();
        for (PictureList.Entry picture : pictures.entries()) {
            Path stem = FileNames.withoutSuffix(picture.name());
            Path name = bySameStem.get(stem).size() > 1 ? picture.name() : stem;
            Path target = out.resolve(name + SUFFIX);
            Path other = sources.putIfAbsent(target, picture.file());
            if (other == null) {
                check(target, picture.file());
                names.add(picture.name());
                tasks.add(new RectifyJob.Task(picture.file(), target));
            } else if (!other.equals(picture.file())) {
                throw new IllegalArgumentException(other + " and " + picture.file() + " would both be written to "
                        + target + "; rectify them into different folders");
            }
        }
        return new RectifyTargets(names, tasks, out.resolve(TABLE));
    }

    private static void check(Path target, Path source) {
        if (Files.isDirectory(target)) {
            throw new IllegalArgumentException(
                    source + " would be written to " + target + ", which is a folder; choose another one with --out");
        }
        if (Files.exists(target) && isSame(target, source)) {
            throw new IllegalArgumentException(
                    "this would overwrite " + source + " itself; choose another folder with --out");
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            // One of them cannot be looked at; reading it will say why.
            return false;
        }
    }

    /** Makes the folders that are written to, and takes away what an earlier call had half written when it was killed. */
    void prepareFolders() throws IOException {
        Map<Path, Set<String>> names = new LinkedHashMap<>();
        Stream.concat(Stream.of(table), tasks.stream().map(RectifyJob.Task::target))
                .map(Path::toAbsolutePath)
                .forEach(file -> names.computeIfAbsent(file.getParent(), folder -> new HashSet<>())
                        .add(file.getFileName().toString()));
        for (Map.Entry<Path, Set<String>> folder : names.entrySet()) {
            Folders.create(folder.getKey());
            clear(folder.getKey(), folder.getValue());
        }
    }

    private static void clear(Path folder, Set<String> names) throws IOException {
        // What was touched since may be what another program is writing right now.
        Instant start = ProcessHandle.current().info().startInstant().orElse(Instant.MIN);
        List<Path> halves;
        try (Stream<Path> files = Files.list(folder)) {
            halves = files.filter(file -> AtomicFile.isTemporaryOf(names, file)).toList();
        }
        for (Path half : halves) {
            if (Files.getLastModifiedTime(half).toInstant().isBefore(start)) {
                Files.deleteIfExists(half);
            }
        }
    }
}
