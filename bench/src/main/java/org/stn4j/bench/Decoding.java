package org.stn4j.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.stn4j.data.Splits;
import org.stn4j.data.picture.PictureSource;

/** What is done once with pictures in files before the first epoch: found, decoded, fitted, and put into a cache. */
final class Decoding implements Contender {
    /** The property that names the folder of the cache, here one that is emptied before each run. */
    private static final String CACHE = "org.stn4j.cache";

    private final PictureSource source;
    private final Path cache;
    private final String before = System.getProperty(CACHE);

    Decoding(PictureSource source, Path cache) {
        this.source = source;
        this.cache = cache;
        System.setProperty(CACHE, cache.toString());
    }

    @Override
    public void run() {
        open();
    }

    /** The pictures, decoded anew. */
    Splits open() {
        try {
            if (Files.isDirectory(cache)) {
                try (Stream<Path> files = Files.list(cache)) {
                    List<Path> old = files.toList();
                    for (Path file : old) {
                        Files.delete(file);
                    }
                }
            }
            return source.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (before == null) {
            System.clearProperty(CACHE);
        } else {
            System.setProperty(CACHE, before);
        }
    }
}
