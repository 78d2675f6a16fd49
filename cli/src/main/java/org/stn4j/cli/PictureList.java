package org.stn4j.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stn4j.data.picture.PictureFile;

/**
 * Pictures that a command works on.
 *
 * @param entries at least one
 */
record PictureList(List<Entry> entries) {

    /**
     * One picture.
     *
     * @param file where it is
     * @param name its name below the folder that was given, or its file name
     */
    record Entry(Path file, Path name) {}

    /**
     * The files among some paths, and all pictures in the folders among them, in the order of their names.
     *
     * @throws IOException if a folder cannot be read or holds no picture; one line
     */
    static PictureList of(List<Path> paths) throws IOException {
        return of(paths, Optional.empty());
    }

    /**
     * As {@link #of(List)}, without what an earlier call wrote into a folder of pictures.
     *
     * @param out where results go
     * @throws IOException also if none of the paths is there; one line
     * @throws IllegalArgumentException if that is one of the folders itself; one line
     */
    static PictureList of(List<Path> paths, Path out) throws IOException {
        if (paths.stream().noneMatch(Files::exists)) {
            throw new IOException(paths.get(0) + ": no such file or folder");
        }
        if (!Files.isDirectory(out)) {
            return of(paths);
        }
        Path results = out.toRealPath();
        for (Path path : paths) {
            if (Files.isDirectory(path) && path.toRealPath().equals(results)) {
                throw new IllegalArgumentException("the results would be written between the pictures in " + path
                        + "; choose another folder with --out");
            }
        }
        return of(paths, Optional.of(results));
    }

    private static PictureList of(List<Path> paths, Optional<Path> results) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.isDirectory(path)) {
                entries.add(new Entry(path, path.getFileName()));
                continue;
            }
            // A walk does not follow links, not even at its start.
            Path folder = Files.isSymbolicLink(path) ? path.toRealPath() : path;
            List<Path> found = files(folder, results);
            if (found.isEmpty()) {
                throw new IOException(path + ": there are no pictures in this folder");
            }
            found.forEach(file -> entries.add(new Entry(file, folder.relativize(file))));
        }
        return new PictureList(entries);
    }

    private static List<Path> files(Path root, Optional<Path> results) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                return results.isPresent() && Files.isSameFile(folder, results.get())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                // Also a link to one; what is no plain file is not waited for.
                if (PictureFile.hasPictureName(file) && Files.isRegularFile(file)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        found.sort(null);
        return found;
    }
}
