package org.stn4j.data.picture;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.stn4j.data.DataFileException;

/**
 * A table of pictures: a CSV file with a path and a label in each line, in UTF-8.
 *
 * <p>Commas, semicolons or tabs; whichever there are more of in the first line. Paths are relative to the table's
 * folder. A first line of names is known by them ({@code path}, {@code file}, {@code filename} or {@code image};
 * {@code label}, {@code class} or {@code classid}; {@code part}, {@code split} or {@code subset}, with {@code train},
 * {@code val} or {@code test} in it), and other columns do not count; without it, the first two columns are path and
 * label.
 */
final class PictureTable {
    private static final Set<String> PATHS =
            Set.of("path", "file", "filename", "file name", "filepath", "image", "image path", "picture");
    private static final Set<String> LABELS =
            Set.of("label", "labels", "class", "classid", "class id", "classname", "category", "target");
    private static final Set<String> PARTS = Set.of("part", "split", "subset", "set");

    private final Path folder;
    private final List<Listing.Entry> entries = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private int path = 0;
    private int label = 1;
    private int part = -1;

    private PictureTable(Path table) {
        this.folder = table.toAbsolutePath().getParent();
    }

    /** @throws DataFileException if the table cannot be read */
    static Listing list(Path table) throws DataFileException {
        if (!Files.isRegularFile(table)) {
            throw new DataFileException(
                    table, Files.isDirectory(table) ? "is a folder; write images:" + table : "no such file");
        }
        PictureTable read = new PictureTable(table);
        try (CsvReader<CsvRecord> records = CsvReader.builder()
                .fieldSeparator(separator(table))
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .detectBomHeader(true)
                .ofCsvRecord(table)) {
            boolean first = true;
            for (CsvRecord line : records) {
                if (!first || !read.header(line.getFields())) {
                    read.add(line);
                }
                first = false;
            }
        } catch (CsvParseException | UncheckedIOException | CharacterCodingException e) {
            throw broken(table, e);
        } catch (IOException e) {
            throw new DataFileException(table, PictureFile.reason(e), e);
        }
        return new Listing(read.entries, read.problems, 0, List.of());
    }

    private static DataFileException broken(Path table, Exception cause) {
        return new DataFileException(
                table,
                "is no CSV file in UTF-8 with a path and a label in each line (" + cause.getMessage() + ")",
                cause);
    }

    private static char separator(Path table) throws DataFileException {
        try (var lines = Files.lines(table, StandardCharsets.UTF_8)) {
            String first = lines.findFirst().orElse("");
            char best = ',';
            for (char candidate : new char[] {';', '\t'}) {
                if (count(first, candidate) > count(first, best)) {
                    best = candidate;
                }
            }
            return best;
        } catch (UncheckedIOException e) {
            throw broken(table, e);
        } catch (IOException e) {
            throw new DataFileException(table, PictureFile.reason(e), e);
        }
    }

    private static long count(String line, char wanted) {
        return line.chars().filter(c -> c == wanted).count();
    }

    /** Whether these are names of columns; then they are kept in mind. */
    private boolean header(List<String> fields) {
        int paths = column(fields, PATHS);
        int labels = column(fields, LABELS);
        if (paths < 0 || labels < 0) {
            return false;
        }
        path = paths;
        label = labels;
        part = column(fields, PARTS);
        return true;
    }

    private static int column(List<String> fields, Set<String> names) {
        for (int i = 0; i < fields.size(); i++) {
            if (names.contains(fields.get(i).strip().toLowerCase(Locale.ROOT).replace('_', ' '))) {
                return i;
            }
        }
        return -1;
    }

    private void add(CsvRecord line) {
        List<String> fields = line.getFields();
        String where = "line " + line.getStartingLineNumber();
        if (fields.stream().allMatch(String::isBlank)) {
            return;
        }
        if (fields.size() <= Math.max(path, label)
                || fields.get(path).isBlank()
                || fields.get(label).isBlank()) {
            problems.add(new Problem(where, "has no path and label"));
            return;
        }
        String name = fields.get(path).strip();
        if (!seen.add(name)) {
            problems.add(new Problem(where, name + " is in an earlier line too"));
            return;
        }
        String word = part >= 0 && part < fields.size() ? fields.get(part).strip() : "";
        Optional<Part> named = Part.named(word);
        if (!word.isEmpty() && named.isEmpty()) {
            problems.add(new Problem(where, "the part '" + word + "' is none of train, val and test"));
            return;
        }
        try {
            Path file = folder.resolve(name.replace('\\', '/'));
            entries.add(new Listing.Entry(file, name, fields.get(label).strip(), named));
        } catch (InvalidPathException e) {
            problems.add(new Problem(where, "'" + name + "' is no file's name"));
        }
    }
}
