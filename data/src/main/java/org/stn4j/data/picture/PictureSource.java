package org.stn4j.data.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stn4j.data.DataFileException;
import org.stn4j.data.DataListener;
import org.stn4j.data.DataSource;
import org.stn4j.data.ImageShape;
import org.stn4j.data.Splits;

/**
 * Pictures in files: {@code images:DIR}, a folder with a folder for each class, or {@code csv:FILE}, a table of paths and
 * labels, or {@code cub:DIR}, the folder of CUB-200-2011; settings may follow, as {@code
 * images:DIR?size=48x48&group-by=…}.
 *
 * @param place the folder or the table
 * @param kind how the pictures lie there
 * @param settings what is made of the pictures
 */
public record PictureSource(Path place, Kind kind, PictureSettings settings) implements DataSource {
    /** The forms of a name, for help and messages. */
    public static final String FORMS = "images:DIR, csv:FILE or cub:DIR";

    private static final Pattern SETTINGS =
            Pattern.compile("^(.*)\\?((?:channels|size|group-by|split|split-seed|labels)=.*)$");

    /** How pictures in files are told their classes. */
    public enum Kind {
        /** By the folders that they lie in. */
        FOLDER("images"),
        /** By a table. */
        TABLE("csv"),
        /** By the text files of CUB-200-2011. */
        CUB("cub");

        private final String scheme;

        Kind(String scheme) {
            this.scheme = scheme;
        }

        Listing list(Path place) throws DataFileException {
            return switch (this) {
                case FOLDER -> PictureFolder.list(place);
                case TABLE -> PictureTable.list(place);
                case CUB -> BirdsFolder.list(place);
            };
        }

        /** The folder or file that is read in the end where a place is named. */
        private Path opened(Path place) {
            try {
                return switch (this) {
                    case FOLDER -> real(PictureFolder.unwrapped(place));
                    case TABLE -> real(place).resolveSibling(place.toRealPath().getFileName());
                    case CUB -> real(place);
                };
            } catch (IOException e) {
                return real(place);
            }
        }
    }

    /**
     * Reads what stands behind {@code images:}, {@code csv:} or {@code cub:}.
     *
     * @throws IllegalArgumentException if it names no folder or file, or the settings are none; one line
     */
    public static PictureSource parse(String scheme, String text) {
        Matcher withSettings = SETTINGS.matcher(text);
        boolean has = withSettings.matches();
        String name = has ? withSettings.group(1) : text;
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    scheme.equals("csv")
                            ? "no table given: write csv:FILE"
                            : "no folder given: write " + scheme + ":DIR");
        }
        Kind kind = switch (scheme) {
            case "csv" -> Kind.TABLE;
            case "cub" -> Kind.CUB;
            default -> name.toLowerCase(Locale.ROOT).endsWith(".csv") ? Kind.TABLE : Kind.FOLDER;
        };
        try {
            return new PictureSource(
                    Path.of(name), kind, has ? PictureSettings.parse(withSettings.group(2)) : PictureSettings.USUAL);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + name + "' is not a folder's name: " + e.getReason(), e);
        }
    }

    @Override
    public Splits open(DataListener listener) throws IOException {
        PictureSet set = read(listener);
        set.report().lines(PictureReport.NAMED_PROBLEMS).forEach(listener::note);
        return set.splits();
    }

    /**
     * Reads the pictures, and says what was found; nothing of that is told to the listener.
     *
     * @throws IOException if there is nothing to learn from; one line
     */
    public PictureSet read(DataListener listener) throws IOException {
        return PictureSet.read(this, PixelCache.ofUser(), listener);
    }

    /** Whether another one is of the same folder or table, by whatever path they are named. */
    public boolean isSamePlace(PictureSource other) {
        return kind == other.kind && kind.opened(place).equals(kind.opened(other.place));
    }

    @Override
    public PictureSource from(Path directory) {
        return new PictureSource(directory.resolve(place), kind, settings);
    }

    @Override
    public PictureSource nameOnly() {
        return place.getFileName() == null ? this : new PictureSource(place.getFileName(), kind, settings);
    }

    /** The same by a path that leads to the same pictures from every working directory. */
    public PictureSource atRealPlace() {
        return new PictureSource(real(place), kind, settings);
    }

    /** A whole path without links, but for a table that is one itself: its pictures lie beside the link. */
    static Path real(Path place) {
        Path whole = place.toAbsolutePath();
        try {
            return Files.isRegularFile(whole)
                    ? whole.getParent().toRealPath().resolve(whole.getFileName())
                    : whole.toRealPath();
        } catch (IOException e) {
            return whole.normalize();
        }
    }

    /** The same with other settings. */
    public PictureSource with(PictureSettings others) {
        return new PictureSource(place, kind, others);
    }

    /** The same for pictures of a shape that was found out. */
    public PictureSource withShape(ImageShape shape) {
        return with(settings.withShape(shape));
    }

    /** Kind and place, without the settings. */
    String name() {
        return kind.scheme + ":" + place;
    }

    @Override
    public String toString() {
        String written = settings.toString();
        return name() + (written.isEmpty() ? "" : "?" + written);
    }
}
