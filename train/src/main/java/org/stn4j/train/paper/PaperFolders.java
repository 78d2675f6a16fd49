package org.stn4j.train.paper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.stn4j.data.DataSource;
import org.stn4j.data.Splits;

/** The data sets in folders of IDX files, each read once, and those that the program draws. */
public final class PaperFolders implements PaperData {
    private final Map<Source, DataSource> sources = new EnumMap<>(Source.class);
    private final Map<Source, Splits> opened = new EnumMap<>(Source.class);

    /**
     * Sets in folders.
     *
     * @param mnist where MNIST is
     * @param cluttered where the ready-made cluttered digits are, if they are
     */
    public PaperFolders(Path mnist, Optional<Path> cluttered) {
        sources.put(Source.BIRDS, new DataSource.Birds(DataSource.Birds.DEFAULT_TRAIN_SIZE));
        sources.put(Source.MNIST, new DataSource.IdxFiles("mnist", mnist));
        cluttered.ifPresent(folder -> sources.put(Source.CLUTTERED, new DataSource.IdxFiles("idx", folder)));
    }

    @Override
    public boolean has(Source source) {
        return sources.containsKey(source);
    }

    @Override
    public Splits open(Source source) throws IOException {
        DataSource found = sources.get(source);
        if (found == null) {
            throw new IOException("this needs the ready-made cluttered digits; name their folder with --cluttered");
        }
        if (source == Source.MNIST
                && found instanceof DataSource.IdxFiles files
                && !Files.isDirectory(files.folder())) {
            throw new IOException(files.folder() + " is no folder; './stn4j data fetch' puts MNIST into"
                    + " data-sets/mnist, and --mnist names another place");
        }
        Splits splits = opened.get(source);
        if (splits == null) {
            splits = found.open();
            opened.put(source, splits);
        }
        return splits;
    }

    @Override
    public String name(Source source) {
        DataSource found = sources.get(source);
        return found == null ? "idx:" : found.toString();
    }
}
