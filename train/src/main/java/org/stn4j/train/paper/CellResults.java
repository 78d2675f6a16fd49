package org.stn4j.train.paper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.stn4j.nn.file.AtomicFile;
import org.stn4j.train.Json;

/**
 * The folder in which results are kept: one JSON file for each table, cell and seed, {@code mnist/cnn-RTS.seed-1.json}.
 *
 * @param folder the folder; need not be there yet
 */
public record CellResults(Path folder) {

    /** Keeps a result, in place of an earlier one of the same cell and seed. */
    public void keep(CellResult result) throws IOException {
        Path file = file(result.table(), result.cell(), result.seed());
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new IOException("cannot make the folder " + file.getParent() + ": " + AtomicFile.reason(e), e);
        }
        AtomicFile.write(file, (Json.write(result) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The result of a cell with a seed, if there is one. */
    public Optional<CellResult> of(Table table, Cell cell, long seed) throws IOException {
        Path file = file(table.name(), cell.name(), seed);
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    /** All results of a cell, by seed. */
    public List<CellResult> of(Table table, Cell cell) throws IOException {
        Path home = folder.resolve(table.name());
        if (!Files.isDirectory(home)) {
            return List.of();
        }
        List<Path> files;
        try (Stream<Path> entries = Files.list(home)) {
            files = entries.filter(file -> isOf(cell, String.valueOf(file.getFileName())))
                    .toList();
        }
        List<CellResult> results = new ArrayList<>();
        for (Path file : files) {
            results.add(read(file));
        }
        results.sort(Comparator.comparingLong(CellResult::seed));
        return results;
    }

    private static boolean isOf(Cell cell, String file) {
        return file.startsWith(cell.name() + ".seed-") && file.endsWith(".json");
    }

    /** Where the picture of what a cell looks at is kept; it is of its first seed. */
    public Path picture(Table table, Cell cell) {
        return folder.resolve(table.name()).resolve(cell.name() + ".png");
    }

    private Path file(String table, String cell, long seed) {
        return folder.resolve(table).resolve(cell + ".seed-" + seed + ".json");
    }

    private static CellResult read(Path file) throws IOException {
        try {
            return Json.read(Files.readString(file), CellResult.class);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    file + " cannot be read: " + e.getMessage() + "; remove it to make the cell again", e);
        } catch (IOException e) {
            throw new IOException(file + ": " + AtomicFile.reason(e), e);
        }
    }
}
