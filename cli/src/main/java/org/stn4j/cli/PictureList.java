package org.stn4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
        List<Entry> entries = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.isDirectory(path)) {
                entries.add(new Entry(path, path.getFileName()));
                continue;
            }
            int before = entries.size();
            try (Stream<Path> files = Files.walk(path)) {
                files.filter(file -> Files.isRegularFile(file) && PictureFile.hasPictureName(file))
                        .sorted()
                        .forEach(file -> entries.add(new Entry(file, path.relativize(file))));
            }
            if (entries.size() == before) {
                throw new IOException(path + ": there are no pictures in this folder");
            }
        }
        return new PictureList(entries);
    }
}
