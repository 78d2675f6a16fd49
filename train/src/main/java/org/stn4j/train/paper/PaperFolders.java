package org.stn4j.train.paper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.stn4j.data.DataListener;
import org.stn4j.data.DataSource;
import org.stn4j.data.Splits;
import org.stn4j.data.street.HouseNumbers;

/** The data sets in folders, each read once, and those that the program draws. */
public final class PaperFolders implements PaperData {
    private final Map<Source, DataSource> sources = new EnumMap<>(Source.class);
    private final Map<Source, Splits> opened = new EnumMap<>(Source.class);

    /**
     * Sets in folders.
     *
     * @param mnist where MNIST is
     * @param cluttered where the ready-made cluttered digits are, if they are
     * @param houseNumbers where the SVHN set is, if it is
     */
    public PaperFolders(Path mnist, Optional<Path> cluttered, Optional<Path> houseNumbers) {
        sources.put(Source.BIRDS, new DataSource.Birds(PartsTable.BIRDS));
        sources.put(Source.MNIST, new DataSource.IdxFiles("mnist", mnist));
        cluttered.ifPresent(folder -> sources.put(Source.CLUTTERED, new DataSource.IdxFiles("idx", folder)));
        houseNumbers.ifPresent(folder -> sources.put(Source.HOUSE_NUMBERS, new Svhn(folder)));
    }

    /** The set's folder, with its parts as they are unpacked. */
    private record Svhn(Path folder) implements DataSource {
        @Override
        public Splits open(DataListener listener) throws IOException {
            return HouseNumbers.open(folder);
        }

        @Override
        public String toString() {
            return "svhn:" + folder;
        }
    }

    @Override
    public boolean has(Source source) {
        return sources.containsKey(source);
    }

    @Override
    public Splits open(Source source) throws IOException {
        DataSource found = sources.get(source);
        if (found == null) {
            throw new IOException(
                    source == Source.HOUSE_NUMBERS
                            ? "this needs the SVHN set; name the folder that has its train and test with --svhn"
                            : "this needs the ready-made cluttered digits; name their folder with --cluttered");
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
