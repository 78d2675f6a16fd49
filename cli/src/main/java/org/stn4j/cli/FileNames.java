package org.stn4j.cli;

import java.nio.file.Path;

/** What names of files are made of. */
final class FileNames {
    private FileNames() {}

    /** The file without the last dot of its name and what follows; a dot that the name begins with is no suffix's. */
    static Path withoutSuffix(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? file.resolveSibling(name.substring(0, dot)) : file;
    }
}
