package org.stn4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stn4j.train.rectify.RectifyJob;

/**
 * Where rectified pictures go.
 *
 * @param names of the pictures, below the folders that were given
 * @param tasks one for each name
 */
record RectifyTargets(List<Path> names, List<RectifyJob.Task> tasks) {

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
                    .computeIfAbsent(withoutSuffix(picture.name()), stem -> new LinkedHashSet<>())
                    .add(picture.name());
        }
        List<Path> names = new ArrayList<>();
        List<RectifyJob.Task> tasks = new ArrayList<>();
        Map<Path, Path> sources = new HashMap<>();
        for (PictureList.Entry picture : pictures.entries()) {
            Path stem = withoutSuffix(picture.name());
            Path name = bySameStem.get(stem).size() > 1 ? picture.name() : stem;
            Path target = out.resolve(name + ".png");
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
        return new RectifyTargets(names, tasks);
    }

    private static Path withoutSuffix(Path path) {
        String name = path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? path.resolveSibling(name.substring(0, dot)) : path;
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

    /** Makes the folders that are written to. */
    void createFolders() throws IOException {
        Set<Path> folders = new LinkedHashSet<>();
        tasks.forEach(task -> folders.add(task.target().toAbsolutePath().getParent()));
        for (Path folder : folders) {
            Folders.create(folder);
        }
    }
}
